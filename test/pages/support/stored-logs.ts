import { createHash } from 'node:crypto';
import type { Event } from '@capstan/protocol';
import { WRITTEN_LOGS } from '@capstan/web/logs';
import { recordedLog } from '@capstan/web/recorded-logs';
import { storeEvents } from '../../support/store-events.ts';

/** A conversation that is over, by the name of its log. */
export interface StoredLog {
  name: string;
  conversationId: string;
  events: readonly Event[];
}

const RECORDED = [
  'approvals',
  'dialogue',
  'failures',
  'limit',
  'paused',
  'rate-limit',
  'stopped',
  'whole-task',
] as const;

/** Every log that there is, of what agents do today and of what later ones will. */
export function allLogs(): StoredLog[] {
  const written = Object.entries(WRITTEN_LOGS).map(([name, write]) => stored(name, write()));
  return [...RECORDED.map((name) => stored(name, recordedLog(name))), ...written];
}

export function stored(name: string, events: readonly Event[]): StoredLog {
  return { name, events, conversationId: createHash('md5').update(name).digest('hex') };
}

/** Leaves them in the home of a server that is about to start. */
export async function storeLogs(home: string, logs: readonly StoredLog[]): Promise<void> {
  for (const { name, conversationId, events } of logs) {
    await storeEvents(home, { conversationId, title: name }, events);
  }
}
