import type { EventRecord } from '@capstan/events';

/** A record whose body is about `bytes` long and reads back as valid JSON. */
export function eventRecord(id: number, text = 'x'): EventRecord {
  const timestamp = new Date(Date.UTC(2026, 0, 1) + id * 1000).toISOString();
  const cause = id > 0 && id % 2 === 1 ? id - 1 : null;
  const fields = { id, timestamp, source: 'agent', ...(cause === null ? {} : { cause }) };
  const body =
    cause === null
      ? { ...fields, action: 'run', args: { command: text } }
      : { ...fields, observation: 'run', content: text, extras: { command: text } };
  const kind = cause === null ? 'action:run' : 'observation:run';
  return { id, timestamp, kind, source: 'agent', cause, body: JSON.stringify(body) };
}

export function eventRecords(from: number, count: number, text = 'x'): EventRecord[] {
  return Array.from({ length: count }, (_, offset) => eventRecord(from + offset, text));
}
