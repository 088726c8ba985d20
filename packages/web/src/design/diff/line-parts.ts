import { visibleText } from '../../screen/visible-text.ts';
import type { LineTokens } from '../highlighting/highlighted.ts';
import type { Mark } from './word-marks.ts';

/** A part of a line as it is drawn. */
export interface LinePart {
  text: string;
  /** Number of the kind of token; 0 for plain. */
  kind: number;
  marked: boolean;
}

/** A line cut wherever its colour or its mark changes. What hides in it is made visible. */
export function lineParts(line: string, tokens: LineTokens | undefined, marks: readonly Mark[]): LinePart[] {
  const parts: LinePart[] = [];
  let mark = 0;
  let from = 0;
  let token = 0;
  let tokenEnd = tokens?.[0] ?? line.length;
  while (from < line.length) {
    while (tokenEnd <= from) {
      token += 2;
      tokenEnd = token < (tokens?.length ?? 0) ? tokenEnd + (tokens?.[token] ?? 0) : line.length;
    }
    while ((marks[mark]?.[1] ?? Infinity) <= from) mark += 1;
    const [markFrom, markTo] = marks[mark] ?? [Infinity, Infinity];
    const marked = markFrom <= from;
    const to = Math.min(line.length, tokenEnd, marked ? markTo : markFrom);
    parts.push({ text: visibleText(line.slice(from, to)), kind: tokens?.[token + 1] ?? 0, marked });
    from = to;
  }
  return parts;
}
