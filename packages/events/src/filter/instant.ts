import { CapstanError } from '@capstan/protocol';

export type Bound = 'start' | 'end';

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MILLISECONDS = 86_400_000;

/**
 * The moment that a date or time names, in Unix milliseconds; for a date alone the first or the last moment of
 * that day in UTC. Throws a `CapstanError` (`usage`) if it names none.
 */
export function instantOf(text: string, side: Bound): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new CapstanError('usage', `Not a date: ${JSON.stringify(text)}`);
  return side === 'end' && DATE_ONLY.test(text) ? time + DAY_MILLISECONDS - 1 : time;
}
