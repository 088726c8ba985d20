import type { Event } from '@capstan/protocol';
import { eventTest, type EventFilter } from '../filter/event-filter.ts';
import { eventOf } from '../record/event-of.ts';
import type { EventStore, PageRequest } from '../store/event-store.ts';

export interface ReadRequest {
  /** Lowest id wanted, inclusive; default 0. */
  from?: number;
  /** Highest id wanted, inclusive; default the last one when reading begins. */
  to?: number;
  /** From the highest id downwards. */
  reverse?: boolean;
  filter?: EventFilter;
  /** Ends after this many events that pass the filter; 0 or none means all. */
  limit?: number;
}

const PAGE = 500;

/** One page of events in id order. Unreadable ones are opaque; missing ids are passed over. */
export async function readPage(store: EventStore, request: PageRequest): Promise<Event[]> {
  const records = await store.page(request);
  return records.map(eventOf);
}

/** Reads a log page by page. Costs O(what is read). */
export async function* readLog(store: EventStore, request: ReadRequest = {}): AsyncGenerator<Event, void> {
  const { reverse = false, filter } = request;
  const test = filter === undefined ? () => true : eventTest(filter);
  let from = Math.max(0, request.from ?? 0);
  let to = Math.min(request.to ?? Number.MAX_SAFE_INTEGER, store.nextId - 1);
  let wanted = request.limit || Number.MAX_SAFE_INTEGER;
  while (from <= to) {
    const limit = filter === undefined ? Math.min(PAGE, wanted) : PAGE;
    const events = await readPage(store, { from, to, limit, reverse });
    for (const event of events) {
      if (!test(event)) continue;
      yield event;
      wanted -= 1;
      if (wanted === 0) return;
    }
    const last = events.at(-1);
    if (last === undefined) return;
    if (reverse) to = last.id - 1;
    else from = last.id + 1;
  }
}
