import type { Event, EventSource, JsonValue } from '@capstan/protocol';
import { kindOf } from '../record/record-of.ts';
import { instantOf, type Bound } from './instant.ts';

/** What to keep of a log. All that is given must hold. */
export interface EventFilter {
  /** Leaves out events marked `hidden`. */
  excludeHidden?: boolean;
  /** Text to find, in any case, in the texts of the event: its message, content and body, not its keys. */
  query?: string;
  /** Kinds: `action`, `observation`, `opaque`, or one of them as `action:run`. An empty list is no filter. */
  includeKinds?: readonly string[];
  excludeKinds?: readonly string[];
  source?: EventSource;
  /** ISO 8601, inclusive. A date without a time is its whole day in UTC. Events without a time pass. */
  startDate?: string;
  endDate?: string;
}

export type EventTest = (event: Event) => boolean;

/** Makes the filter ready for use. Throws a `CapstanError` (`usage`) for a date that is none. */
export function eventTest(filter: EventFilter): EventTest {
  const tests: EventTest[] = [];
  const { source, query } = filter;
  const include = kindTest(filter.includeKinds);
  const exclude = kindTest(filter.excludeKinds);
  if (include) tests.push(include);
  if (exclude) tests.push((event) => !exclude(event));
  if (source !== undefined) tests.push((event) => event.source === source);
  if (filter.excludeHidden) tests.push((event) => !isHidden(event));
  const start = bound(filter.startDate, 'start');
  if (start !== undefined) tests.push(timeTest((time) => time >= start));
  const end = bound(filter.endDate, 'end');
  if (end !== undefined) tests.push(timeTest((time) => time <= end));
  if (query) tests.push(queryTest(query));
  return (event) => tests.every((test) => test(event));
}

/** Whether an event is not meant for people: a hidden command and its result. */
export function isHidden(event: Event): boolean {
  if (event.action === 'run') return event.args.hidden;
  return event.observation === 'run' && event.extras.hidden;
}

function kindTest(kinds: readonly string[] | undefined): EventTest | undefined {
  if (kinds === undefined || kinds.length === 0) return undefined;
  const wanted = new Set(kinds);
  return (event) => {
    const kind = kindOf(event);
    return wanted.has(kind) || wanted.has(kind.slice(0, kind.indexOf(':')));
  };
}

const bound = (date: string | undefined, side: Bound): number | undefined =>
  date === undefined ? undefined : instantOf(date, side);

const timeTest =
  (test: (time: number) => boolean): EventTest =>
  (event) => {
    const time = Date.parse(event.timestamp);
    return Number.isNaN(time) || test(time);
  };

function queryTest(query: string): EventTest {
  const wanted = query.toLowerCase();
  return (event) => textsOf(event).some((text) => holdsText(text, wanted));
}

function textsOf(event: Event): JsonValue[] {
  if (event.action !== undefined) return [event.message, jsonOf(event.args)];
  if (event.observation !== undefined) return [event.message, event.content, jsonOf(event.extras)];
  return [event.opaque];
}

// Args and extras are JSON throughout; their types only do not say so.
const jsonOf = (body: object): JsonValue => body as JsonValue;

function holdsText(value: JsonValue | undefined, wanted: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(wanted);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => holdsText(inner, wanted));
}
