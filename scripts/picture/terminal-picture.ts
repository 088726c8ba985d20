const LINE_HEIGHT = 19;
const CHARACTER_WIDTH = 8.1;
const MARGIN = 18;
const LONGEST_LINE = 104;

const COLOURS: Readonly<Record<string, string>> = {
  '31': '#ff7b72',
  '32': '#7ee787',
  '33': '#e3b341',
  '36': '#79c0ff',
};

interface Look {
  colour: string;
  bold: boolean;
  dim: boolean;
}

const DIM = '#8b949e';
const PLAIN: Look = { colour: '#e6edf3', bold: false, dim: false };

/** A terminal with this text in it, as SVG. Knows the colours, bold and dim; long lines are wrapped. */
export function terminalPicture(printed: string): string {
  const lines = printed.split('\n').flatMap(wrapped);
  const width = Math.ceil(LONGEST_LINE * CHARACTER_WIDTH + 2 * MARGIN);
  const height = lines.length * LINE_HEIGHT + 2 * MARGIN;
  const drawn = lines.map((line, index) => {
    const y = MARGIN + (index + 0.8) * LINE_HEIGHT;
    return `<text x="${MARGIN}" y="${y.toFixed(1)}" xml:space="preserve">${spans(line)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    '<title>An agent finds and mends a failing test</title>',
    `<rect width="100%" height="100%" rx="10" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13.5" fill="${PLAIN.colour}">`,
    ...drawn,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** The pieces of a line that look alike, as SVG. */
function spans(line: string): string {
  let look = PLAIN;
  return line
    .split(/(\u001b\[[0-9;]*m)/)
    .map((piece) => {
      const code = /^\u001b\[([0-9;]*)m$/.exec(piece)?.[1];
      if (code === undefined) return piece === '' ? '' : span(piece, look);
      look = code.split(';').reduce(changed, look);
      return '';
    })
    .join('');
}

function changed(look: Look, code: string): Look {
  if (code === '1') return { ...look, bold: true };
  if (code === '2') return { ...look, dim: true };
  if (code === '22') return { ...look, bold: false, dim: false };
  if (code === '39') return { ...look, colour: PLAIN.colour };
  const colour = COLOURS[code];
  return colour === undefined ? PLAIN : { ...look, colour };
}

function span(piece: string, look: Look): string {
  const colour = look.dim ? DIM : look.colour;
  const style = [
    colour === PLAIN.colour ? '' : ` fill="${colour}"`,
    look.bold ? ' font-weight="bold"' : '',
  ].join('');
  const safe = piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<tspan${style}>${safe}</tspan>`;
}

/** Cuts a line at blanks where it gets too long, keeping what looks how. */
function wrapped(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  let columns = 0;
  let style = '';
  for (const word of line.split(/(?<= )|(?=\u001b\[)/)) {
    const visible = word.replaceAll(/\u001b\[[0-9;]*m/g, '');
    if (columns + visible.length > LONGEST_LINE) {
      lines.push(current);
      current = `  ${style}`;
      columns = 2;
    }
    style = /\u001b\[[0-9;]*m/.exec(word)?.[0] ?? style;
    current += word;
    columns += visible.length;
  }
  return [...lines, current];
}
