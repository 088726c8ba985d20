/** What is shown of a long text: so many lines of its beginning and of its end. */
export interface Fold {
  head: number;
  /** Lines between them that are not shown; 0 where everything is. */
  hidden: number;
  tail: number;
}

export interface FoldLimits {
  /** Up to so many lines are shown as they are. */
  most: number;
  head: number;
  tail: number;
}

/** For what somebody opened. */
export const OPENED: FoldLimits = { most: 200, head: 120, tail: 60 };
/** For what stands open by itself: the end of an output tells what went wrong. */
export const UNASKED: FoldLimits = { most: 16, head: 3, tail: 10 };

export function foldOf(lines: number, { most, head, tail }: FoldLimits): Fold {
  return lines <= most ? { head: lines, hidden: 0, tail: 0 } : { head, hidden: lines - head - tail, tail };
}

/** The last lines of a text that may be very long; a break at its end begins no line. */
export function lastLines(text: string, count: number): string {
  let from = text.endsWith('\n') ? text.length - 1 : text.length;
  const end = from;
  for (let found = 0; found < count && from > 0; found += 1) from = text.lastIndexOf('\n', from - 1);
  return text.slice(from < 0 ? 0 : from === 0 ? 0 : from + 1, end);
}
