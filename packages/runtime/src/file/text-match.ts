import { adoptEndings, dominantEnding, rawOffset, toLf } from './line-ending.ts';

/** Where the text goes and what replaces it; offsets in UTF-16 units of the text itself. */
export interface TextEdit {
  start: number;
  end: number;
  replacement: string;
}

export type TextMatch =
  | { found: 'one'; edit: TextEdit; trimmed: boolean }
  | { found: 'none' }
  /** Offsets of the first matches in `toLf(text)`, at most `MAX_MATCHES`. */
  | { found: 'many'; offsets: number[] };

export const MAX_MATCHES = 1000;

/**
 * Finds the one place where `oldText` stands, literally.
 *
 * A line break in `oldText` matches LF, CRLF and CR alike, and the replacement gets the endings of the
 * file. Only where `oldText` holds a CR and stands in the text with it, both are taken to the letter.
 * If nothing matches, blanks around `oldText` and `newText` are left out once, provided that the remaining
 * text is found once and has white space (or an end of the text) where blanks were left out.
 */
export function findMatch(text: string, oldText: string, newText: string): TextMatch {
  if (oldText.includes('\r') && text.includes(oldText)) {
    const offsets = occurrences(text, oldText);
    const [start] = offsets;
    if (start === undefined || offsets.length > 1) {
      return { found: 'many', offsets: offsets.map((offset) => toLf(text.slice(0, offset)).length) };
    }
    return one({ start, end: start + oldText.length, replacement: newText }, false);
  }
  const lf = toLf(text);
  const wanted = toLf(oldText);
  const offsets = occurrences(lf, wanted);
  const [offset] = offsets;
  if (offset !== undefined) {
    if (offsets.length > 1) return { found: 'many', offsets };
    return one(place(text, offset, wanted, newText), false);
  }
  const core = wanted.trim();
  const coreNew = newText.trim();
  if (core === '' || core === wanted || core === toLf(coreNew)) return { found: 'none' };
  const [coreOffset, second] = occurrences(lf, core);
  if (coreOffset === undefined || second !== undefined) return { found: 'none' };
  const blank = (at: number): boolean => at < 0 || at >= lf.length || /\s/.test(lf.charAt(at));
  if (!wanted.startsWith(core) && !blank(coreOffset - 1)) return { found: 'none' };
  if (!wanted.endsWith(core) && !blank(coreOffset + core.length)) return { found: 'none' };
  return one(place(text, coreOffset, core, coreNew), true);
}

function one(edit: TextEdit, trimmed: boolean): TextMatch {
  return { found: 'one', edit, trimmed };
}

function place(text: string, lfOffset: number, wanted: string, newText: string): TextEdit {
  const start = rawOffset(text, lfOffset);
  const end = rawOffset(text, lfOffset + wanted.length);
  // A CR that the text did not ask for in `oldText` but has in `newText` is meant: taken to the letter.
  const literal = newText.includes('\r') && !text.includes('\r');
  const replacement = literal
    ? newText
    : adoptEndings(text.slice(start, end), toLf(newText), dominantEnding(text));
  return { start, end, replacement };
}

function occurrences(text: string, wanted: string): number[] {
  const offsets: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    offsets.push(at);
    if (offsets.length === MAX_MATCHES) break;
  }
  return offsets;
}
