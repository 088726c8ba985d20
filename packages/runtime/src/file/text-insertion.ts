import { dominantEnding } from './line-ending.ts';
import { lineStart, type TextLines } from './text-lines.ts';

export interface InsertedText {
  text: string;
  /** Where the inserted lines are in `text`. */
  start: number;
  end: number;
}

/**
 * Puts `newText` as whole lines after line `line` (0 to the number of lines), with the endings of the file;
 * its own final line break counts as the ending of its last line, and empty text is an empty line. After a
 * last line without an ending the inserted text has none at its end either. A CR in `newText` is kept as
 * it is in a file that has none.
 */
export function insertText(lines: TextLines, line: number, newText: string): InsertedText {
  const { text } = lines;
  const ending = dominantEnding(text);
  const literal = newText.includes('\r') && !text.includes('\r');
  const body = (literal ? newText : newText.replace(/\r\n?|\n/g, ending)).replace(/(?:\r\n?|\n)$/, '');
  const at = lineStart(lines, line);
  const afterOpenEnd = at === text.length && text !== '' && !/[\r\n]$/.test(text);
  const tail = literal && newText.endsWith('\r\n') ? '\r\n' : ending;
  const inserted = afterOpenEnd ? ending + body : body + tail;
  const start = afterOpenEnd ? at + ending.length : at;
  return { text: text.slice(0, at) + inserted + text.slice(at), start, end: at + inserted.length };
}
