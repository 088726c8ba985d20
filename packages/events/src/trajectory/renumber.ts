import type { Event } from '@capstan/protocol';

/**
 * The same events with consecutive ids from 0 and with times in UTC that never go backwards, as our own logs
 * have them. Logs of other systems have gaps and local times without a zone; those are taken for UTC. What
 * refers to an event by its id refers to its new one; a reference to an event that is not there is dropped.
 */
export function renumber(events: readonly Event[]): Event[] {
  const idOf = new Map(events.map((event, index) => [event.id, index]));
  let latest = '';
  return events.map((event, id) => {
    const timestamp = utc(event.timestamp, latest);
    latest = timestamp;
    const cause = event.cause === undefined ? undefined : idOf.get(event.cause);
    const moved = { ...withReferences(event, idOf), id, timestamp };
    if (cause === undefined) delete moved.cause;
    else moved.cause = cause;
    return moved;
  });
}

function utc(timestamp: string, latest: string): string {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(timestamp) ? timestamp : `${timestamp}Z`;
  const time = Date.parse(zoned);
  const known = Number.isNaN(time) ? latest || new Date(0).toISOString() : new Date(time).toISOString();
  return known < latest ? latest : known;
}

/** A condensation names the events that it forgets. */
function withReferences(event: Event, idOf: ReadonlyMap<number, number>): Event {
  if (event.action !== 'condensation') return event;
  const { forgotten_event_ids, forgotten_events_start_id, forgotten_events_end_id } = event.args;
  const inRange = (id: number): boolean =>
    forgotten_events_start_id !== null &&
    forgotten_events_end_id !== null &&
    id >= forgotten_events_start_id &&
    id <= forgotten_events_end_id;
  const forgotten = new Set(forgotten_event_ids ?? []);
  const moved = [...idOf].filter(([old]) => forgotten.has(old) || inRange(old)).map(([, id]) => id);
  return {
    ...event,
    args: {
      ...event.args,
      forgotten_event_ids: moved,
      forgotten_events_start_id: null,
      forgotten_events_end_id: null,
    },
  };
}
