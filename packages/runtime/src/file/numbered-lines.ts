import { indexLines, lineText, type TextLines } from './text-lines.ts';

/** Views are cut at this many UTF-16 units. */
export const MAX_OUTPUT_CHARS = 16_000;

/** How many lines a view shows: an empty file has one, empty. */
export function shownLineCount(lines: TextLines): number {
  return Math.max(1, lines.starts.length);
}

/**
 * Lines `from` to `to` (from 1, inclusive) with their numbers under the header, cut at `MAX_OUTPUT_CHARS`
 * with a notice of where to go on.
 */
export function numberedLines(lines: TextLines, subject: string, from: number, to: number): string {
  const out = [`Here's the result of running \`cat -n\` on ${subject}:\n`];
  let room = MAX_OUTPUT_CHARS;
  for (let number = from; number <= to; number += 1) {
    const line = `${String(number).padStart(6)}\t${lineText(lines, number - 1)}\n`;
    if (line.length <= room) {
      out.push(line);
      room -= line.length;
      continue;
    }
    const total = shownLineCount(lines);
    // A first line that is too long itself is shown in part, so that a view is never empty.
    const cut = number === from;
    if (cut) out.push(`${line.slice(0, room)}\n`);
    const shown = cut ? `Line ${number} is cut` : `Lines ${from} to ${number - 1} of ${total} are shown`;
    const next = cut ? number + 1 : number;
    const more = next <= total ? ` Go on with view_range [${next}, -1].` : '';
    out.push(
      `<response clipped><NOTE>${shown}: a view is limited to ${MAX_OUTPUT_CHARS} characters.${more}</NOTE>\n`,
    );
    break;
  }
  return out.join('');
}

/** The whole text, numbered. */
export function numberedText(text: string, subject: string): string {
  const lines = indexLines(text);
  return numberedLines(lines, subject, 1, shownLineCount(lines));
}
