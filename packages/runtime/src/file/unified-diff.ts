import { lineChanges, type LineChange } from './line-diff.ts';

const CONTEXT_LINES = 3;

/**
 * A unified diff that `patch` and `git apply` read. Lines end at LF, a CR stays part of its line.
 * Null stands for "no file"; equal texts give an empty string.
 */
export function unifiedDiff(path: string, before: string | null, after: string | null): string {
  const old = before ?? '';
  const fresh = after ?? '';
  if (old === fresh) return '';
  const { from, oldTo, newTo } = differingLines(old, fresh);
  const lead = linesBefore(old, from, CONTEXT_LINES);
  const tail = linesAfter(old, oldTo, CONTEXT_LINES);
  const a = [...lead, ...splitLines(old.slice(from, oldTo)), ...tail];
  const b = [...lead, ...splitLines(fresh.slice(from, newTo)), ...tail];
  const firstLine = countBreaks(old, from) - lead.length + 1;
  const header = `--- ${before === null ? '/dev/null' : path}\n+++ ${after === null ? '/dev/null' : path}\n`;
  return (
    header +
    hunks(lineChanges(a, b))
      .map((changes) => formatHunk(changes, a, b, firstLine))
      .join('')
  );
}

/** Bounds of what differs, widened to whole lines: `from` in both, then the ends in old and new. */
function differingLines(old: string, fresh: string): { from: number; oldTo: number; newTo: number } {
  const prefix = commonPrefix(old, fresh);
  const from = prefix === 0 ? 0 : old.lastIndexOf('\n', prefix - 1) + 1;
  const suffix = commonSuffix(old, fresh, Math.min(old.length, fresh.length) - from);
  let oldTo = old.length - suffix;
  let newTo = fresh.length - suffix;
  if (!atLineStart(old, oldTo) || !atLineStart(fresh, newTo)) {
    const end = old.indexOf('\n', oldTo);
    const skipped = end < 0 ? old.length - oldTo : end + 1 - oldTo;
    oldTo += skipped;
    newTo += skipped;
  }
  return { from, oldTo, newTo };
}

function atLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}

const CHUNK = 32_768;

// Slices compare as memory; only the chunk that differs is walked.
function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let at = 0;
  while (at < limit && a.slice(at, at + CHUNK) === b.slice(at, at + CHUNK)) at += CHUNK;
  while (at < limit && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return Math.min(at, limit);
}

function commonSuffix(a: string, b: string, limit: number): number {
  let at = 0;
  const piece = (text: string): string => text.slice(text.length - at - CHUNK, text.length - at);
  while (at + CHUNK <= limit && piece(a) === piece(b)) at += CHUNK;
  while (at < limit && a.charCodeAt(a.length - 1 - at) === b.charCodeAt(b.length - 1 - at)) at += 1;
  return at;
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function linesBefore(text: string, end: number, count: number): string[] {
  let start = end;
  for (let n = 0; n < count && start > 0; n += 1)
    start = start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
  return splitLines(text.slice(start, end));
}

function linesAfter(text: string, start: number, count: number): string[] {
  let end = start;
  for (let n = 0; n < count && end < text.length; n += 1) end = text.indexOf('\n', end) + 1 || text.length;
  return splitLines(text.slice(start, end));
}

function countBreaks(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Changes whose context would touch belong to one hunk. */
function hunks(changes: readonly LineChange[]): LineChange[][] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && change.oldStart - last.oldEnd <= 2 * CONTEXT_LINES) group.push(change);
    else groups.push([change]);
  }
  return groups;
}

function formatHunk(
  changes: readonly LineChange[],
  a: readonly string[],
  b: readonly string[],
  firstLine: number,
): string {
  const [first, last] = [changes[0], changes.at(-1)];
  if (first === undefined || last === undefined) return '';
  const oldFrom = Math.max(0, first.oldStart - CONTEXT_LINES);
  const newFrom = first.newStart - (first.oldStart - oldFrom);
  const oldTo = Math.min(a.length, last.oldEnd + CONTEXT_LINES);
  const newTo = last.newEnd + (oldTo - last.oldEnd);
  const out = [
    `@@ -${range(firstLine + oldFrom, oldTo - oldFrom)} +${range(firstLine + newFrom, newTo - newFrom)} @@\n`,
  ];
  let at = oldFrom;
  for (const change of changes) {
    for (; at < change.oldStart; at += 1) out.push(formatLine(' ', a[at]));
    for (; at < change.oldEnd; at += 1) out.push(formatLine('-', a[at]));
    for (let n = change.newStart; n < change.newEnd; n += 1) out.push(formatLine('+', b[n]));
  }
  for (; at < oldTo; at += 1) out.push(formatLine(' ', a[at]));
  return out.join('');
}

function range(start: number, count: number): string {
  if (count === 0) return `${start - 1},0`;
  return count === 1 ? `${start}` : `${start},${count}`;
}

function formatLine(mark: string, line = ''): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}
