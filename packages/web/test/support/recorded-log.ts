import { readFileSync } from 'node:fs';
import { parseEvent, type Event } from '@capstan/protocol';

/** A log of `test/logs`, by name. */
export function recordedLog(name: string): Event[] {
  const text = readFileSync(new URL(`../logs/${name}.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as unknown[]).map(parseEvent);
}
