import { CapstanError } from '@capstan/protocol';

const STORAGE_CODES: ReadonlySet<string> = new Set([
  'storage_full',
  'storage_failed',
  'storage_corrupt',
  'stream_closed',
  'conversation_busy',
]);

/** Whether nothing can be written to the log any more. */
export function isStorageFailure(error: unknown): boolean {
  return CapstanError.is(error) && STORAGE_CODES.has(error.code);
}
