/** Characters that are kept of what a running action writes: more than any terminal of the page shows. */
const MOST_CHARACTERS = 256 * 1024;

/** The outputs after one of them has grown. What is too long loses its beginning, at a line where there is one. */
export function outputAfter(
  outputs: ReadonlyMap<number, string>,
  { actionId, text }: { actionId: number; text: string },
): ReadonlyMap<number, string> {
  return new Map(outputs).set(actionId, endOf((outputs.get(actionId) ?? '') + text));
}

function endOf(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  // Half at once, so that not every delta of a long output copies it.
  const end = text.slice(-MOST_CHARACTERS / 2);
  const line = end.indexOf('\n');
  return line === -1 || line > 4_096 ? end : end.slice(line + 1);
}
