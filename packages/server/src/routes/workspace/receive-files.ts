import { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { CapstanError, type WorkspaceAccess } from '@capstan/protocol';
import type { UploadsConfig } from '../../config/server-config.ts';

export interface ReceivedFiles {
  /** Absolute paths in the workspace. */
  uploaded_files: string[];
  skipped_files: { name: string; reason: string }[];
}

const MOST_FILES = 1_000;
const LONGEST_NAME_BYTES = 255;

/**
 * Writes the files of a multipart body into the workspace while they come, byte by byte as they are. A file that is
 * refused or fails is left out and named, the others are stored.
 */
export async function receiveFiles(
  request: Request,
  access: WorkspaceAccess,
  limits: UploadsConfig,
): Promise<ReceivedFiles> {
  const result: ReceivedFiles = { uploaded_files: [], skipped_files: [] };
  if (request.body === null) throw malformed('there is none');
  const parser = parserFor(request);
  const writing: Promise<void>[] = [];
  parser.on('file', (_field, stream, fileName) => {
    writing.push(receiveOne(stream, fileName, { access, limits, result, signal: request.signal }));
  });
  const ended = Promise.withResolvers<void>();
  parser.on('finish', () => ended.resolve());
  parser.on('error', (error: unknown) => ended.reject(malformed(String(error))));
  parser.on('filesLimit', () =>
    ended.reject(new CapstanError('request_too_large', `At most ${MOST_FILES} files at once`)),
  );
  const body = Readable.fromWeb(request.body);
  body.on('error', (error) => {
    parser.destroy();
    ended.reject(error);
  });
  body.pipe(parser);
  try {
    await ended.promise;
    return result;
  } finally {
    body.unpipe(parser);
    body.destroy();
    await Promise.allSettled(writing);
  }
}

function parserFor(request: Request): InstanceType<typeof Busboy> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.toLowerCase().startsWith('multipart/form-data')) {
    throw new CapstanError('file_unsuitable', 'Files are uploaded as multipart/form-data');
  }
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: { files: MOST_FILES, fields: MOST_FILES, fieldSize: 64 * 1024 },
    });
  } catch (error) {
    throw malformed(String(error));
  }
}

interface Receiver {
  access: WorkspaceAccess;
  limits: UploadsConfig;
  result: ReceivedFiles;
  signal: AbortSignal;
}

async function receiveOne(
  stream: BusboyFileStream,
  fileName: string | undefined,
  receiver: Receiver,
): Promise<void> {
  const { access, limits, result, signal } = receiver;
  // What breaks the body off is told by the parser.
  stream.on('error', () => undefined);
  const name = fileName ?? '';
  const complaint = complaintAbout(name, limits.allowedExtensions);
  try {
    if (complaint !== undefined) throw new CapstanError('file_unsuitable', complaint);
    const chunks: AsyncIterable<Uint8Array> = stream.iterator({ destroyOnReturn: false });
    const { path } = await access.write(name, chunks, { maxBytes: limits.maxFileBytes, signal });
    result.uploaded_files.push(path);
  } catch (error) {
    // The rest of it has to be read for the next one to come.
    stream.resume();
    result.skipped_files.push({ name, reason: reasonOf(error, limits) });
  }
}

/** Names are those of files in the workspace itself; the parser has cut off folders. */
function complaintAbout(name: string, allowed: readonly string[]): string | undefined {
  if (name === '' || name === '.' || name === '..' || /[\0/\\]/.test(name)) return 'It has no usable name';
  if (Buffer.byteLength(name) > LONGEST_NAME_BYTES) return 'Its name is too long';
  const lower = name.toLowerCase();
  if (allowed.includes('.*') || allowed.some((extension) => lower.endsWith(extension))) return undefined;
  return `Only these kinds of files are taken: ${allowed.join(', ')}`;
}

function reasonOf(error: unknown, { maxFileBytes }: UploadsConfig): string {
  if (!CapstanError.is(error)) return 'It did not arrive as a whole';
  return error.code === 'file_too_large' ? `It is larger than ${maxFileBytes} bytes` : error.message;
}

function malformed(reason: string): CapstanError {
  return new CapstanError('request_invalid', `The multipart body cannot be read: ${reason}`, {
    remedy: 'Send multipart/form-data with one part named "files" for each file.',
  });
}
