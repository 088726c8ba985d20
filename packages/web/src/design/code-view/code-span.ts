import { visibleText } from '../../screen/visible-text.ts';

/** A coloured part of a line: from and to, in UTF-16 units. */
export interface CodeSpan {
  from: number;
  to: number;
  className: string;
}

/** A part of a line as it is drawn. */
export interface LinePart {
  text: string;
  className: string;
  marked: boolean;
}

/** A line cut wherever its colour or its mark changes. What hides in it is made visible. */
export function lineParts(
  line: string,
  spans: readonly CodeSpan[],
  marks: readonly (readonly [from: number, to: number])[],
): LinePart[] {
  const edges = [0, line.length, ...spans.flatMap(({ from, to }) => [from, to]), ...marks.flat()];
  const cuts = [...new Set(edges)].filter((cut) => cut >= 0 && cut <= line.length).toSorted((a, b) => a - b);
  let span = 0;
  let mark = 0;
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? line.length;
    while ((spans[span]?.to ?? Infinity) <= from) span += 1;
    while ((marks[mark]?.[1] ?? Infinity) <= from) mark += 1;
    return {
      text: visibleText(line.slice(from, to)),
      className: (spans[span]?.from ?? Infinity) <= from ? (spans[span]?.className ?? '') : '',
      marked: (marks[mark]?.[0] ?? Infinity) <= from,
    };
  });
}
