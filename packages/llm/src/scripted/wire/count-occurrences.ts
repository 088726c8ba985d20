/** How often any of the needles occurs. */
export function countOccurrences(text: string, ...needles: string[]): number {
  let count = 0;
  for (const needle of needles) {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) count += 1;
  }
  return count;
}
