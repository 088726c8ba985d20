import type { BigIntStats } from 'node:fs';
import { resolve } from 'node:path';
import { readBytes, statOrUndefined, MAX_FILE_BYTES, notText } from './file-bytes.ts';
import { FileFailure, failureMessage } from './file-failure.ts';
import type { FileContext } from './file-reader.ts';
import { createFile, replaceFile } from './file-replacement.ts';
import { boundedContent, type FileResult, unchanged } from './file-result.ts';
import { dominantEnding } from './line-ending.ts';
import { unconfined } from './path-policy.ts';
import { type DecodedText, decodeText, encodeText } from './text-encoding.ts';
import { encodeEdited } from './text-file.ts';
import { indexLines, lineStart } from './text-lines.ts';
import { unifiedDiff } from './unified-diff.ts';

export interface WriteRequest {
  path: string;
  content: string;
  /** First line to replace, zero-based. */
  start?: number;
  /** The line after the last one to replace; -1 is the end of the file. */
  end?: number;
}

/**
 * Writes a file, with its parents. The content is written as it is: no newline is added. With a range only
 * those lines are replaced; then the content is whole lines, so a line break is added where it would run
 * into a line that stays. An existing file keeps mode, owner and, when it has all the characters, its
 * encoding; otherwise the whole-file write makes it UTF-8 and a write of a range is refused.
 * `text` of the result is empty, or the error.
 */
export async function writeFile(request: WriteRequest, context: FileContext): Promise<FileResult> {
  const path = resolve(context.cwd, request.path);
  try {
    if (path.includes('\0')) throw new FileFailure('The path holds a NUL.');
    const decision = await (context.policy ?? unconfined)(path);
    if (!decision.ok) throw new FileFailure(decision.reason);
    return await write(path, decision.path, request);
  } catch (error) {
    return unchanged(false, path, failureMessage(error, path));
  }
}

async function write(path: string, target: string, request: WriteRequest): Promise<FileResult> {
  const stats = await statOrUndefined(target);
  const whole = (request.start ?? 0) <= 0 && (request.end ?? -1) === -1;
  if (stats === undefined) {
    await createFile(target, encodeEdited(request.content, 'utf-8', path));
    return written(path, false, null, request.content);
  }
  if (stats.isDirectory()) throw new FileFailure(`Path is a directory: ${path}. You can only write to files`);
  if (!stats.isFile()) throw new FileFailure(`${path} is not a regular file.`);
  const existing = await readExisting(target, path, stats);
  if (whole) {
    await replaceFile(target, wholeBytes(request.content, existing.decoded, path), existing.stats);
    return written(path, true, existing.decoded?.text ?? null, request.content);
  }
  if (existing.decoded === undefined) throw notText(path);
  const { text, encoding } = existing.decoded;
  const edited = replaceLines(text, request);
  await replaceFile(target, encodeEdited(edited, encoding, path), existing.stats);
  return written(path, true, text, edited);
}

/** What is too large to be edited may still be replaced as a whole. */
async function readExisting(
  target: string,
  path: string,
  stats: BigIntStats,
): Promise<{ stats: BigIntStats; decoded: DecodedText | undefined }> {
  if (stats.size > MAX_FILE_BYTES) return { stats, decoded: undefined };
  const read = await readBytes(target, path);
  return { stats: read.stats, decoded: decodeText(read.bytes) };
}

function wholeBytes(content: string, existing: DecodedText | undefined, path: string): Buffer {
  if (existing !== undefined && existing.encoding !== 'utf-8' && !content.startsWith('\ufeff')) {
    const encoded = encodeText(content, existing.encoding);
    if (encoded.ok) return encoded.bytes;
  }
  return encodeEdited(content, 'utf-8', path);
}

function replaceLines(text: string, request: WriteRequest): string {
  const lines = indexLines(text);
  const start = Math.max(0, request.start ?? 0);
  const end = request.end ?? -1;
  if (end !== -1 && end < start) throw new FileFailure(`The range of lines [${start}, ${end}) is not valid.`);
  const before = text.slice(0, lineStart(lines, start));
  const after = end === -1 ? '' : text.slice(lineStart(lines, end));
  const ending = dominantEnding(text);
  const lead = endsOpen(before) && request.content !== '' ? ending : '';
  const tail = endsOpen(request.content) && after !== '' ? ending : '';
  return before + lead + request.content + tail + after;
}

/** Whether the last line has no ending. */
function endsOpen(text: string): boolean {
  return text !== '' && !/[\r\n]$/.test(text);
}

function written(path: string, prevExist: boolean, before: string | null, after: string): FileResult {
  const diff = prevExist && before === null ? null : unifiedDiff(path, before, after);
  return {
    ok: true,
    text: '',
    path,
    prevExist,
    oldContent: boundedContent(before),
    newContent: boundedContent(after),
    diff: boundedContent(diff),
  };
}
