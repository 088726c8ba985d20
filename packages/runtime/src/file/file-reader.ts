import { resolve } from 'node:path';
import { readBytes, statOrUndefined } from './file-bytes.ts';
import { FileFailure, failureMessage } from './file-failure.ts';
import type { ReadResult } from './file-result.ts';
import { mediaType } from './media-type.ts';
import { type PathPolicy, unconfined } from './path-policy.ts';
import { decodeText } from './text-encoding.ts';
import { indexLines, lineStart } from './text-lines.ts';

export interface FileContext {
  /** What a relative path is relative to: the working directory of the shell. Absolute. */
  cwd: string;
  policy?: PathPolicy;
}

export interface ReadRequest {
  path: string;
  /** First line, zero-based. */
  start?: number;
  /** The line after the last one; -1 is the end of the file. */
  end?: number;
}

/**
 * A file as it is: images, PDF and video as a `data:` URL, anything else as text, in lines [start, end)
 * with their endings. With an explicit end at least one line comes back if the file has any. The view with
 * line numbers is a command of `FileEditor`. Limit: `MAX_FILE_BYTES`.
 */
export async function readFile(request: ReadRequest, context: FileContext): Promise<ReadResult> {
  const path = resolve(context.cwd, request.path);
  try {
    return { ok: true, path, text: await readText(path, request, context) };
  } catch (error) {
    return { ok: false, path, text: failureMessage(error, path) };
  }
}

async function readText(path: string, request: ReadRequest, context: FileContext): Promise<string> {
  if (path.includes('\0')) throw new FileFailure('The path holds a NUL.');
  const decision = await (context.policy ?? unconfined)(path);
  if (!decision.ok) throw new FileFailure(decision.reason);
  const stats = await statOrUndefined(decision.path);
  if (stats === undefined) {
    throw new FileFailure(`File not found: ${path}. Your current working directory is ${context.cwd}.`);
  }
  if (stats.isDirectory()) throw new FileFailure(`Path is a directory: ${path}. You can only read files`);
  const { bytes } = await readBytes(decision.path, path);
  const media = mediaType(path);
  if (media !== undefined) return `data:${media};base64,${bytes.toString('base64')}`;
  const decoded = decodeText(bytes);
  if (decoded === undefined) throw new FileFailure('ERROR_BINARY_FILE');
  return lineRange(decoded.text, request.start ?? 0, request.end ?? -1);
}

function lineRange(text: string, start: number, end: number): string {
  if (start <= 0 && end === -1) return text;
  const lines = indexLines(text);
  if (end === -1) return text.slice(lineStart(lines, Math.max(0, start)));
  const from = Math.max(0, Math.min(start, lines.starts.length - 1));
  return text.slice(lineStart(lines, from), lineStart(lines, Math.max(from + 1, end)));
}
