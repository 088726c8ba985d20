import { closestRegion, type ClosestRegion } from './closest-region.ts';
import { lineText } from './text-lines.ts';

/**
 * Says where a text that was not found comes closest, and the first place where it differs.
 * One to five lines, under 2,000 characters. `text` and `wanted` have LF endings.
 */
export function mismatchReport(text: string, wanted: string): string {
  const pattern = wanted.split('\n');
  const region = closestRegion(text, pattern);
  if (region === undefined) return 'Nothing in the file resembles it.';
  const { same, first } = compare(region, pattern);
  const last = Math.min(region.start + pattern.length, region.lines.starts.length);
  const where = `The closest text is at ${lineSpan(region.start + 1, last)}`;
  const count = pattern.length === 1 ? '' : ` (${same} of ${pattern.length} lines are the same)`;
  // Every single line fits, only the whole does not: blanks around a part of a line.
  if (first === undefined) return `${where}${count}.`;
  const wantedLine = pattern[first] ?? '';
  const number = region.start + first + 1;
  if (number > region.lines.starts.length) {
    const what = wantedLine === '' ? 'old_str goes on with a line break' : 'old_str goes on with:\n';
    return `${where}${count}. The file ends after line ${number - 1}, ${what}${visible(excerpt(wantedLine, 0))}`;
  }
  const fileLine = lineText(region.lines, region.start + first);
  const { fileColumn, wantedColumn } = divergence(fileLine, wantedLine, first === 0);
  return [
    `${where}${count}. First difference at line ${number}, column ${fileColumn + 1}: ${kind(fileLine, wantedLine, fileColumn, wantedColumn)}.`,
    `  in the file: ${visible(excerpt(fileLine, fileColumn))}`,
    `  in old_str:  ${visible(excerpt(wantedLine, wantedColumn))}`,
    '(→ stands for a tab, · for a blank at an end of the line, ⍽ for a no-break space)',
  ].join('\n');
}

function lineSpan(from: number, to: number): string {
  return to > from ? `lines ${from}-${to}` : `line ${from}`;
}

/** The first wanted line may be the end of a line, the last one the beginning. */
function compare(
  region: ClosestRegion,
  pattern: readonly string[],
): { same: number; first: number | undefined } {
  let same = 0;
  let first: number | undefined;
  for (const [index, wanted] of pattern.entries()) {
    const exists = region.start + index < region.lines.starts.length;
    const line = lineText(region.lines, region.start + index);
    const fits =
      pattern.length === 1
        ? line.includes(wanted)
        : index === 0
          ? line.endsWith(wanted)
          : index === pattern.length - 1
            ? line.startsWith(wanted)
            : line === wanted;
    if (exists && fits) same += 1;
    else first ??= index;
  }
  return { same, first };
}

/**
 * The columns where two lines part. The first wanted line may begin within the file's line: then after the
 * longest beginning of it that stands there.
 */
function divergence(
  fileLine: string,
  wanted: string,
  isFirst: boolean,
): { fileColumn: number; wantedColumn: number } {
  const common = commonLength(fileLine, wanted);
  if (!isFirst || fileLine.trim() === wanted.trim()) return { fileColumn: common, wantedColumn: common };
  let low = common;
  let high = wanted.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fileLine.includes(wanted.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return { fileColumn: fileLine.indexOf(wanted.slice(0, low)) + low, wantedColumn: low };
}

function commonLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

function leading(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? '';
}

function trailing(line: string): string {
  return line.slice(line.trimEnd().length);
}

function kind(file: string, wanted: string, fileColumn: number, wantedColumn: number): string {
  if (file.replace(/\s+/g, '') === wanted.replace(/\s+/g, '')) {
    const [inFile, inWanted] = [leading(file), leading(wanted)];
    if (inFile !== inWanted)
      return `the indentation is ${blanks(inFile)} in the file, ${blanks(inWanted)} in old_str`;
    if (file.trim() === wanted.trim()) {
      return `the line ends with ${blanks(trailing(file))} in the file, ${blanks(trailing(wanted))} in old_str`;
    }
    return 'the blanks within the line differ';
  }
  if (file.toLowerCase() === wanted.toLowerCase()) return 'upper and lower case differ';
  const [inFile, inWanted] = [file.codePointAt(fileColumn), wanted.codePointAt(wantedColumn)];
  if ((inFile ?? 0) > 0x7e || (inWanted ?? 0) > 0x7e) {
    return `the file has ${codePoint(inFile)}, old_str has ${codePoint(inWanted)}`;
  }
  return 'the text differs';
}

function codePoint(point: number | undefined): string {
  return point === undefined
    ? 'the end of the line'
    : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}

function blanks(space: string): string {
  if (space === '') return 'nothing';
  const tabs = space.split('\t').length - 1;
  const others = space.length - tabs;
  const parts: string[] = [];
  if (tabs > 0) parts.push(tabs === 1 ? '1 tab' : `${tabs} tabs`);
  if (others > 0) parts.push(others === 1 ? '1 space' : `${others} spaces`);
  return parts.join(' and ');
}

/** At most 200 characters around a column. */
function excerpt(line: string, column: number): string {
  if (line.length <= 200) return line;
  const start = Math.min(Math.max(0, column - 80), line.length - 200);
  return `${start > 0 ? '…' : ''}${line.slice(start, start + 200)}${start + 200 < line.length ? '…' : ''}`;
}

function visible(line: string): string {
  return line
    .replace(/^ +| +$/g, (run) => '·'.repeat(run.length))
    .replaceAll('\t', '→')
    .replaceAll('\r', '␍')
    .replaceAll('\u00a0', '⍽');
}
