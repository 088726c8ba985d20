import { CapstanError, type ErrorCode } from '@capstan/protocol';
import { errorCode, failureMessage } from '../file/file-failure.ts';

const CODES: Record<string, ErrorCode> = {
  ENOENT: 'file_not_found',
  ENOTDIR: 'file_unsuitable',
  EISDIR: 'file_unsuitable',
  EEXIST: 'file_unsuitable',
  ELOOP: 'file_unsuitable',
  ENAMETOOLONG: 'file_unsuitable',
  EINVAL: 'file_unsuitable',
  ENXIO: 'file_unsuitable',
  ETXTBSY: 'file_unsuitable',
  EFBIG: 'file_too_large',
  ENOSPC: 'storage_full',
  EDQUOT: 'storage_full',
};

/** What may not be touched: a matter of the file when it is read, of the workspace when it is written. */
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV']);

/** What the operating system refused, as an error of Capstan. `path` is what messages name. */
export function accessFailure(error: unknown, path: string, purpose: 'read' | 'write'): CapstanError {
  if (CapstanError.is(error)) return error;
  const code = errorCode(error) ?? '';
  const forbidden = purpose === 'write' ? 'workspace_not_writable' : 'file_unsuitable';
  const known = FORBIDDEN.has(code) ? forbidden : (CODES[code] ?? 'storage_failed');
  return new CapstanError(known, failureMessage(error, path), { cause: error });
}

export const unsuitable = (path: string, reason: string): CapstanError =>
  new CapstanError('file_unsuitable', `${path}: ${reason}.`);

export const cancelled = (): CapstanError => new CapstanError('cancelled', 'It was cancelled.');
