import { CapstanError } from '@capstan/protocol';

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** The error of `node:fs` as one that says which file, and whether it is a lack of space. */
export function fileSystemError(error: unknown, path: string): CapstanError {
  if (CapstanError.is(error)) return error;
  const code = errorCode(error);
  if (code !== undefined && FULL.has(code)) {
    return new CapstanError('storage_full', `No space left to write ${path}`, { cause: error });
  }
  const reason = code ?? (error instanceof Error ? error.message : String(error));
  return new CapstanError('storage_failed', `${path} could not be read or written: ${reason}`, {
    cause: error,
  });
}

/** The code of an error of `node:fs`, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
