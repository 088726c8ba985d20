import { CapstanError } from '@capstan/protocol';

/** Any error as one of ours; a foreign one is a fault of the program and stays as the cause. */
export function asCapstanError(error: unknown): CapstanError {
  if (CapstanError.is(error)) return error;
  if (error instanceof SuppressedError) return asCapstanError(error.suppressed);
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new CapstanError('internal', message, { cause: error });
}
