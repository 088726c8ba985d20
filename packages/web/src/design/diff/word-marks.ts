import { shortestEdit } from './shortest-edit.ts';

/** Part of a line: from and to, in UTF-16 units. */
export type Mark = readonly [from: number, to: number];

export interface WordMarks {
  /** By line, the parts that are not on the other side. */
  removed: readonly (readonly Mark[])[];
  added: readonly (readonly Mark[])[];
}

/** More words than this are not compared: nobody reads marks in so much that changed at once. */
const MOST_WORDS = 2_500;
const MOST_EDITS = 400;
/** Where less than this part stayed, everything is new, and marks would only be noise. */
const LEAST_KEPT = 0.3;

const WORDS = /[\p{L}\p{N}_]+|\s|[^\p{L}\p{N}_\s]/gu;

/** What changed inside of lines that stand for each other; null where marks would not help. */
export function wordMarks(removed: readonly string[], added: readonly string[]): WordMarks | null {
  if (removed.length === 0 || added.length === 0) return null;
  const before = wordsOf(removed);
  const after = wordsOf(added);
  if (before.length + after.length > MOST_WORDS) return null;
  const numbers = new Map<string, number>();
  const numbered = (words: readonly Word[]): Int32Array =>
    Int32Array.from(words, ({ text }) => {
      if (!numbers.has(text)) numbers.set(text, numbers.size);
      return numbers.get(text) ?? 0;
    });
  const changes = shortestEdit(numbered(before), numbered(after), MOST_EDITS);
  if (changes === null) return null;
  const isNew = { before: before.map(() => false), after: after.map(() => false) };
  for (const { beforeFrom, beforeTo, afterFrom, afterTo } of changes) {
    isNew.before.fill(true, beforeFrom, beforeTo);
    isNew.after.fill(true, afterFrom, afterTo);
  }
  if (Math.min(keptPart(before, isNew.before), keptPart(after, isNew.after)) < LEAST_KEPT) return null;
  return {
    removed: marksOf(removed.length, before, isNew.before),
    added: marksOf(added.length, after, isNew.after),
  };
}

interface Word {
  line: number;
  from: number;
  text: string;
}

function wordsOf(lines: readonly string[]): Word[] {
  const words: Word[] = [];
  for (const [line, text] of lines.entries()) {
    for (const found of text.matchAll(WORDS)) words.push({ line, from: found.index, text: found[0] });
    words.push({ line, from: text.length, text: '\n' });
  }
  return words;
}

const isBlank = (text: string): boolean => text.trim() === '';

function keptPart(words: readonly Word[], isNew: readonly boolean[]): number {
  let kept = 0;
  let all = 0;
  for (const [index, { text }] of words.entries()) {
    if (isBlank(text)) continue;
    all += text.length;
    if (isNew[index] === false) kept += text.length;
  }
  return all === 0 ? 1 : kept / all;
}

function marksOf(lineCount: number, words: readonly Word[], isNew: readonly boolean[]): Mark[][] {
  const marks: Mark[][] = Array.from({ length: lineCount }, () => []);
  for (const [index, { line, from, text }] of words.entries()) {
    if (text === '\n' || !(isNew[index] === true || isBlankBetweenNew(words, isNew, index))) continue;
    const list = marks[line];
    const last = list?.at(-1);
    const to = from + text.length;
    if (last !== undefined && last[1] === from) list?.splice(-1, 1, [last[0], to]);
    else list?.push([from, to]);
  }
  return marks;
}

/** A space that stayed between two words that did not belongs to them. */
function isBlankBetweenNew(words: readonly Word[], isNew: readonly boolean[], index: number): boolean {
  return isBlank(words[index]?.text ?? '') && isNew[index - 1] === true && isNew[index + 1] === true;
}
