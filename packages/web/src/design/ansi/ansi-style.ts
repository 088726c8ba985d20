/** How a piece of terminal output is set. A colour is a number of the 16, or red, green and blue of 0 to 255. */
export interface AnsiStyle {
  color?: AnsiColor | undefined;
  background?: AnsiColor | undefined;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  inverse?: boolean;
}

export type AnsiColor = number | readonly [red: number, green: number, blue: number];

export const PLAIN: AnsiStyle = {};

/** The style after the numbers of one `ESC [ … m`. What is not known changes nothing. */
export function styleAfter(style: AnsiStyle, codes: readonly number[]): AnsiStyle {
  let next = { ...style };
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const { color, length } = extended(codes, at + 1);
      if (color !== undefined) next = { ...next, [code === 38 ? 'color' : 'background']: color };
      at += length;
    } else next = simple(next, code);
  }
  return next;
}

function simple(style: AnsiStyle, code: number): AnsiStyle {
  if (code >= 30 && code <= 37) return { ...style, color: code - 30 };
  if (code >= 90 && code <= 97) return { ...style, color: code - 82 };
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 };
  if (code >= 100 && code <= 107) return { ...style, background: code - 92 };
  switch (code) {
    case 0:
      return PLAIN;
    case 1:
      return { ...style, bold: true };
    case 2:
      return { ...style, dim: true };
    case 3:
      return { ...style, italic: true };
    case 4:
      return { ...style, underline: true };
    case 7:
      return { ...style, inverse: true };
    case 9:
      return { ...style, strike: true };
    case 22:
      return { ...style, bold: false, dim: false };
    case 23:
      return { ...style, italic: false };
    case 24:
      return { ...style, underline: false };
    case 27:
      return { ...style, inverse: false };
    case 29:
      return { ...style, strike: false };
    case 39:
      return { ...style, color: undefined };
    case 49:
      return { ...style, background: undefined };
    default:
      return style;
  }
}

/** What follows 38 or 48: `5;n` of 256 colours, or `2;r;g;b`. `length`: how many numbers that takes. */
function extended(codes: readonly number[], at: number): { color: AnsiColor | undefined; length: number } {
  if (codes[at] === 5) return { color: indexed(codes[at + 1] ?? 0), length: 2 };
  if (codes[at] !== 2) return { color: undefined, length: 0 };
  const [red = 0, green = 0, blue = 0] = codes.slice(at + 1, at + 4).map((part) => Math.min(255, part));
  return { color: [red, green, blue], length: 4 };
}

const CUBE = [0, 95, 135, 175, 215, 255] as const;

function indexed(index: number): AnsiColor | undefined {
  if (index < 16) return index;
  if (index > 255) return undefined;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [grey, grey, grey];
  }
  const part = (divisor: number): number => CUBE[Math.floor((index - 16) / divisor) % 6] ?? 0;
  return [part(36), part(6), part(1)];
}
