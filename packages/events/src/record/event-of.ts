import { parseEventText, type Event } from '@capstan/protocol';
import type { EventRecord } from '../store/event-record.ts';

/** The event of a record. The record's id counts, whatever its body says. Never throws. */
export function eventOf(record: EventRecord): Event {
  const event = parseEventText(record.body);
  if (event.id !== record.id) event.id = record.id;
  if (event.timestamp === '') event.timestamp = record.timestamp;
  return event;
}
