import { resolve } from 'node:path';
import { readLog, recordOf, renumber, type EventStore } from '@capstan/events';
import { CapstanError, EXIT_CODE, isAction, type Event } from '@capstan/protocol';
import { FolderStorage, type NewConversation, SqliteStorage } from '@capstan/storage';
import { capstanHome, makeHome } from '../settings/capstan-home.ts';

const BATCH = 500;
const TITLE_CHARS = 80;

export interface ImportFlags {
  workspace?: string;
}

/** `capstan import`: takes over a conversation that OpenHands wrote, so that it can be resumed here. */
export async function importConversation(
  root: string,
  conversationId: string,
  flags: ImportFlags,
): Promise<number> {
  const { events, record } = await readFolder(resolve(root), conversationId);
  const home = capstanHome(process.env);
  makeHome(home);
  const storage = SqliteStorage.open({ file: home.database, worker: false });
  try {
    await storage.conversations.create({
      ...record,
      conversationId,
      title: record.title ?? titleOf(events),
      // Whoever takes it over has it from now on.
      userId: null,
      workspace: resolve(flags.workspace ?? '.'),
      status: 'STOPPED',
    });
    await write(await storage.open(conversationId, { create: true }), events);
  } finally {
    await storage.close();
  }
  const unread = events.filter((event) => event.opaque !== undefined).length;
  const note = unread === 0 ? '' : `, ${unread} of them kept unread`;
  process.stdout.write(
    `${events.length} events${note}\ngo on with: capstan run --resume ${conversationId} "your message"\n`,
  );
  return EXIT_CODE.finished;
}

interface FolderConversation {
  events: Event[];
  record: Omit<NewConversation, 'conversationId'>;
}

async function readFolder(root: string, conversationId: string): Promise<FolderConversation> {
  const folders = new FolderStorage({ root });
  try {
    const store = await folders.open(conversationId, { create: false });
    const events = renumber(await Array.fromAsync(readLog(store)));
    if (events.length > 0) return { events, record: await folders.record(conversationId) };
    throw new CapstanError(
      'conversation_not_found',
      `Conversation ${conversationId} in ${root} holds no events`,
    );
  } finally {
    await folders.close();
  }
}

async function write(store: EventStore, events: readonly Event[]): Promise<void> {
  for (let from = 0; from < events.length; from += BATCH) {
    await store.append(events.slice(from, from + BATCH).map(recordOf));
  }
}

function titleOf(events: readonly Event[]): string | null {
  const first = events.find(
    (event) => isAction(event) && event.action === 'message' && event.source === 'user',
  );
  return first?.message.trim().split('\n')[0]?.slice(0, TITLE_CHARS) ?? null;
}
