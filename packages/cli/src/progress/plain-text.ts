import { fitColumns } from './terminal-width.ts';

const ESCAPES =
  /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])/g;
/** Also those that turn the direction of writing, by which a command could look like another one. */
/** What a terminal would have written over: progress bars and the like. */
const OVERWRITTEN = /[^\n]*\r(?=[^\n])/g;
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text from a command, a file or a model, made safe to print: escape sequences and control characters
 * are taken out, so that nothing from inside a sandbox can drive the terminal of the person.
 */
export function plainText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(OVERWRITTEN, '')
    .replaceAll(ESCAPES, '')
    .replaceAll(CONTROLS, '');
}

/** The first lines and the last, with a note on what lies between. */
export function excerpt(text: string, head: number, tail: number): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.length <= head + tail + 1) return lines;
  const left = lines.length - head - tail;
  return [...lines.slice(0, head), `… ${left} more lines …`, ...lines.slice(-tail)];
}

/** One line of at most so many columns. */
export function oneLine(text: string, columns: number): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return fitColumns(flat, columns);
}
