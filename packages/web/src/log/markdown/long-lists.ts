/** Characters from which on a list is drawn in parts, and of a part. */
const LONG = 4_000;
const PART = 2_000;
const ITEM = /^(?:[-*+]|\d{1,9}[.)])[ \t]/;

/**
 * A list without end as several lists of some items each, so that an item that comes costs the drawing of a few. Numbers
 * go on, since a list begins with the number that it is written with.
 */
export function inParts(block: string): string[] {
  if (block.length < LONG || !ITEM.test(block)) return [block];
  const parts: string[] = [];
  let part = '';
  for (const line of block.split(/(?<=\n)/)) {
    if (part.length >= PART && ITEM.test(line)) {
      parts.push(part);
      part = '';
    }
    part += line;
  }
  return [...parts, part];
}
