import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { recordOf } from '@capstan/events';
import type { Event } from '@capstan/protocol';
import { DATABASE_NAME, SqliteStorage } from '@capstan/storage';

/** Leaves a conversation with these events, numbered from 0, in the home of a server that does not run. */
export async function storeEvents(
  home: string,
  conversation: { conversationId: string; title: string },
  events: readonly Event[],
): Promise<void> {
  const folder = join(home, 'capstan');
  await mkdir(folder, { recursive: true });
  const storage = SqliteStorage.open({ file: join(folder, DATABASE_NAME) });
  await storage.ready();
  await storage.conversations.create({ ...conversation, status: 'STOPPED' });
  const store = await storage.open(conversation.conversationId, { create: true });
  await store.append(events.map(recordOf));
  await store.close();
  await storage.close();
}
