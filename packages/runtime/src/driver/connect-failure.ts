import { CapstanError } from '@capstan/protocol';

/** The error that a failed start is reported with: what the operating system refused is said as such. */
export function connectFailure(error: unknown): CapstanError {
  if (CapstanError.is(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new CapstanError('storage_full', `The runtime cannot be started: ${message}`, { cause: error });
  }
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    return new CapstanError('storage_failed', `The runtime cannot be started: ${message}`, { cause: error });
  }
  return new CapstanError('internal', `The runtime cannot be started: ${message}`, { cause: error });
}
