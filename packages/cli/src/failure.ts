import { CapstanError } from '@capstan/protocol';

/** What went wrong, as one line, and what to do about it, as another. */
export function failureText(failure: CapstanError): string {
  // A configuration may be wrong in several places at once: each has a line.
  const lines = failure.code === 'config_invalid' ? failure.message.split('\n') : [failure.message];
  return `capstan: ${lines.map(flat).join('\n  ')}\n  → ${flat(failure.remedy)}\n`;
}

/**
 * Any error as one of ours; a foreign one is a fault of the program and keeps its stack as cause. Where
 * tidying up failed after something else had, what went wrong first counts.
 */
export function asFailure(error: unknown): CapstanError {
  if (CapstanError.is(error)) return error;
  if (error instanceof SuppressedError) return asFailure(error.suppressed);
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new CapstanError('internal', message, { cause: error });
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
