import { lineChanges } from './line-diff.ts';

export type LineEnding = '\n' | '\r\n' | '\r';

/** The most frequent ending; of equals, the one met first; LF when there is none. */
export function dominantEnding(text: string): LineEnding {
  if (!text.includes('\r')) return '\n';
  const counts = new Map<LineEnding, number>();
  for (const [ending] of text.matchAll(/\r\n?|\n/g)) {
    const known = ending === '\r\n' || ending === '\r' ? ending : '\n';
    counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  let best: LineEnding = '\n';
  let most = 0;
  for (const [ending, count] of counts) if (count > most) [best, most] = [ending, count];
  return best;
}

/** The text with each CRLF and CR as LF. */
export function toLf(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Where the character at `lfOffset` of `toLf(text)` is in `text`; a break maps to its first character. */
export function rawOffset(text: string, lfOffset: number): number {
  let pairs = 0;
  let at = text.indexOf('\r\n');
  while (at >= 0 && at - pairs < lfOffset) {
    pairs += 1;
    at = text.indexOf('\r\n', at + 2);
  }
  return lfOffset + pairs;
}

/**
 * `replacement` (LF only) with line endings fit to stand in the place of `region`: a line that stays or is
 * rewritten keeps the ending it had, a new line takes `dominant`.
 */
export function adoptEndings(region: string, replacement: string, dominant: LineEnding): string {
  if (!replacement.includes('\n') || (dominant === '\n' && !region.includes('\r'))) return replacement;
  const endings = region.match(/\r\n?|\n/g) ?? [];
  const before = region.split(/\r\n?|\n/);
  const after = replacement.split('\n');
  const endingOf = Array.from(after, (): string => dominant);
  let old = 0;
  let fresh = 0;
  const keep = (count: number): void => {
    for (let n = 0; n < count; n += 1) endingOf[fresh + n] = endings[old + n] ?? dominant;
    old += count;
    fresh += count;
  };
  for (const change of lineChanges(before, after)) {
    keep(change.oldStart - old);
    keep(Math.min(change.oldEnd - change.oldStart, change.newEnd - change.newStart));
    old = change.oldEnd;
    fresh = change.newEnd;
  }
  keep(after.length - fresh);
  return after.map((line, n) => (n === after.length - 1 ? line : line + (endingOf[n] ?? dominant))).join('');
}
