import { visibleText } from '../../screen/index.ts';
import { PLAIN, styleAfter, type AnsiStyle } from './ansi-style.ts';

export interface AnsiPiece {
  text: string;
  style: AnsiStyle;
}

export type AnsiLine = readonly AnsiPiece[];

/**
 * Colours (`ESC [ … m`), other control sequences, and strings for the terminal (titles, links, clipboards) up to their end.
 * Nothing of the latter is carried out or shown.
 */
const SEQUENCE =
  /\u001b\[([0-9;:]*)m|\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]/g;

/** Output of a program as lines of styled text. Text of a line that was written over by a carriage return is gone. */
export function ansiLines(output: string): readonly AnsiLine[] {
  const lines: AnsiLine[] = [];
  let style = PLAIN;
  for (const raw of output.split('\n')) {
    const read = ansiLine(raw.replace(/\r+$/, ''), style);
    lines.push(read.line);
    style = read.style;
  }
  // A break at the end begins no other line.
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

function ansiLine(raw: string, before: AnsiStyle): { line: AnsiLine; style: AnsiStyle } {
  let line: AnsiPiece[] = [];
  let style = before;
  const add = (text: string): void => {
    const start = text.lastIndexOf('\r');
    if (start >= 0) line = [];
    const shown = visibleText(withoutBackspaces(text.slice(start + 1)));
    if (shown !== '') line.push({ text: shown, style });
  };
  let at = 0;
  for (const match of raw.matchAll(SEQUENCE)) {
    add(raw.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[1] !== undefined) style = styleAfter(style, numbers(match[1]));
  }
  add(raw.slice(at));
  return { line, style };
}

const numbers = (codes: string): readonly number[] => codes.split(/[;:]/).map(Number);

/** As `man` writes bold letters. */
function withoutBackspaces(text: string): string {
  if (!text.includes('\b')) return text;
  const kept: string[] = [];
  for (const character of text) {
    if (character === '\b') kept.pop();
    else kept.push(character);
  }
  return kept.join('');
}
