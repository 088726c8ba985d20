import { indexLines, lineText, type TextLines } from './text-lines.ts';

export interface ClosestRegion {
  lines: TextLines;
  /** Zero-based line of the file that corresponds to the first line of the wanted text. */
  start: number;
}

// Bounds of the search, so that a miss in a 10 MB file costs little more than reading it.
const MAX_PATTERN_LINES = 2000;
const MAX_POSITIONS_PER_LINE = 4;
const MAX_VOTES_PER_LINE = 500;
const MAX_LINE_CHARS = 400;
const MAX_COMPARED_CHARS = 16_000_000;
const MIN_SIMILARITY = 0.6;

/** Where the text comes closest to what was looked for; undefined when nothing is alike. LF texts. */
export function closestRegion(text: string, wanted: readonly string[]): ClosestRegion | undefined {
  const lines = indexLines(text);
  const pattern = wanted.slice(0, MAX_PATTERN_LINES);
  const start = byEqualLines(lines, pattern) ?? bySimilarLine(lines, pattern);
  return start === undefined ? undefined : { lines, start };
}

function lineKey(line: string): string {
  return line.trim().replace(/\s+/g, ' ');
}

/** Every line that is the same but for blanks votes for where the wanted text would begin. */
function byEqualLines(lines: TextLines, pattern: readonly string[]): number | undefined {
  const positions = new Map<string, { at: number[]; votes: number }>();
  const shortest = pattern.some((line) => lineKey(line).length >= 4) ? 4 : 1;
  for (const [index, line] of pattern.entries()) {
    const key = lineKey(line);
    if (key.length < shortest) continue;
    const known = positions.get(key);
    if (known === undefined) positions.set(key, { at: [index], votes: 0 });
    else if (known.at.length < MAX_POSITIONS_PER_LINE) known.at.push(index);
  }
  const scores = new Map<number, number>();
  for (let index = 0; index < lines.starts.length; index += 1) {
    const key = lineKey(lineText(lines, index));
    const known = positions.get(key);
    if (known === undefined || known.votes >= MAX_VOTES_PER_LINE) continue;
    known.votes += 1;
    for (const at of known.at) {
      if (index < at) continue;
      scores.set(index - at, (scores.get(index - at) ?? 0) + Math.min(key.length, 80));
    }
  }
  let best: number | undefined;
  let most = 0;
  for (const [start, score] of scores) if (score > most) [best, most] = [start, score];
  return best;
}

/** The line that holds most of the three-character pieces of the longest wanted line. */
function bySimilarLine(lines: TextLines, pattern: readonly string[]): number | undefined {
  const anchor = pattern.reduce(
    (best, line, index) => (line.trim().length > (pattern[best] ?? '').trim().length ? index : best),
    0,
  );
  const sought = (pattern[anchor] ?? '').trim().slice(0, MAX_LINE_CHARS);
  const pieces = new Uint8Array(65_536);
  let total = 0;
  eachPiece(sought, (piece) => {
    if (pieces[piece] === 0) total += 1;
    pieces[piece] = 1;
  });
  if (total === 0) return undefined;
  const seenIn = new Int32Array(65_536).fill(-1);
  let best: number | undefined;
  let highest = MIN_SIMILARITY;
  let budget = MAX_COMPARED_CHARS;
  for (let index = 0; index < lines.starts.length && budget > 0; index += 1) {
    const line = lineText(lines, index).slice(0, 4 * MAX_LINE_CHARS);
    budget -= line.length + 1;
    let shared = 0;
    eachPiece(line, (piece) => {
      if (pieces[piece] === 0 || seenIn[piece] === index) return;
      seenIn[piece] = index;
      shared += 1;
    });
    // Of lines that hold as much of it, the one of about the same length is the closer.
    const score = shared / total - Math.abs(line.trim().length - sought.length) / 32_000;
    if (score > highest) [best, highest] = [index, score];
  }
  return best === undefined ? undefined : Math.max(0, best - anchor);
}

function eachPiece(text: string, visit: (piece: number) => void): void {
  for (let at = 0; at + 2 < text.length; at += 1) {
    const hash = (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) * 31 + text.charCodeAt(at + 2);
    visit(hash & 0xffff);
  }
}
