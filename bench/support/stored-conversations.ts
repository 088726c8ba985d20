import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EventStream } from '@capstan/events';
import { messageAction } from '@capstan/protocol';
import { DATABASE_NAME, SqliteStorage } from '@capstan/storage';
import { oneKilobyte } from './one-kilobyte.ts';
import { recordConversation } from './recorded-conversation.ts';

const AT_ONCE = 64;
/** A word of the person and what came of it. */
const OBSERVATIONS = 3;
const FIRST_MS = Date.parse('2026-01-01T00:00:00.000Z');
const APART_MS = 60_000;

/** Leaves so many conversations of earlier days in the home of a server, a few events in each. */
export async function storeConversations(home: string, count: number): Promise<void> {
  const storage = await openStorage(home);
  const numbers = Array.from({ length: count }, (_, number) => number).values();
  const work = async (): Promise<void> => {
    for (const number of numbers) await storeOne(storage, number);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await storage.close();
}

/** Leaves one long conversation there that is over; gives the bytes of its events as JSON. */
export async function storeLongConversation(home: string, id: string, events: number): Promise<number> {
  const storage = await openStorage(home);
  await storage.conversations.create({ conversationId: id, title: 'Long', status: 'STOPPED' });
  const store = await storage.open(id, { create: true });
  const stream = await EventStream.open(store);
  await recordConversation(stream, events);
  await stream.close();
  const records = await store.page({ limit: events });
  await storage.close();
  return records.reduce((bytes, { body }) => bytes + Buffer.byteLength(body), 0);
}

async function openStorage(home: string): Promise<SqliteStorage> {
  const folder = join(home, 'capstan');
  await mkdir(folder, { recursive: true });
  const storage = SqliteStorage.open({ file: join(folder, DATABASE_NAME) });
  await storage.ready();
  return storage;
}

async function storeOne(storage: SqliteStorage, number: number): Promise<void> {
  const conversationId = number.toString(16).padStart(32, '0');
  const at = new Date(FIRST_MS + number * APART_MS).toISOString();
  await storage.conversations.create({
    conversationId,
    title: `Task ${number}`,
    createdAt: at,
    updatedAt: at,
    lastEventAt: at,
    model: 'openai-compatible/scripted',
    runtime: 'local',
    agentClass: 'CodeActAgent',
    status: 'STOPPED',
  });
  const store = await storage.open(conversationId, { create: true });
  const stream = await EventStream.open(store);
  stream.append(messageAction({ content: `Task ${number}` }), 'user');
  for (let event = 0; event < OBSERVATIONS; event += 1) stream.append(oneKilobyte(), 'agent');
  await stream.close();
  await store.close();
}
