/** JSON for people. A value nested so deeply that it cannot be written is named instead: this never throws. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2) ?? '';
  } catch (error) {
    return `(cannot be shown: ${error instanceof Error ? error.message : 'not JSON'})`;
  }
}
