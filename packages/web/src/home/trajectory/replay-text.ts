import { serializeEvent, type Event } from '@capstan/protocol';

const PICTURES: ReadonlySet<string> = new Set(['screenshot', 'set_of_marks', 'dom_object', 'axtree_object']);

/** What a replay needs of a trajectory, as JSON text: pictures of pages are left out, which make it large. */
export function replayText(events: readonly Event[]): string {
  return JSON.stringify(events.map(serializeEvent), (key, value: unknown) =>
    PICTURES.has(key) ? undefined : value,
  );
}
