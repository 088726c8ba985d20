/** A text with an index of its lines. LF, CRLF and CR end a line; a final ending opens no further line. */
export interface TextLines {
  text: string;
  /** Offset of each line, ascending. Empty for an empty text. */
  starts: readonly number[];
}

export function indexLines(text: string): TextLines {
  const starts: number[] = [];
  const plain = !text.includes('\r');
  let at = 0;
  while (at < text.length) {
    starts.push(at);
    at = plain ? text.indexOf('\n', at) + 1 || text.length : afterBreak(text, at);
  }
  return { text, starts };
}

function afterBreak(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a) return at + 1;
    if (unit === 0x0d) return text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1;
  }
  return text.length;
}

/** Line `index` (zero-based) without its ending; empty beyond the last. */
export function lineText(lines: TextLines, index: number): string {
  const start = lines.starts[index];
  if (start === undefined) return '';
  let end = lines.starts[index + 1] ?? lines.text.length;
  if (end > start && lines.text.charCodeAt(end - 1) === 0x0a) end -= 1;
  if (end > start && lines.text.charCodeAt(end - 1) === 0x0d) end -= 1;
  return lines.text.slice(start, end);
}

/** Zero-based number of the line that holds `offset`. */
export function lineOfOffset(lines: TextLines, offset: number): number {
  let low = 0;
  let high = lines.starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines.starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Offset where line `index` begins; the end of the text when there is no such line. */
export function lineStart(lines: TextLines, index: number): number {
  return lines.starts[index] ?? lines.text.length;
}
