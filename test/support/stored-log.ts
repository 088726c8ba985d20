import { join } from 'node:path';
import { fold, initialState, type ConversationState } from '@capstan/agent';
import { SqliteStorage } from '@capstan/storage';
import { parseEventText, type Event } from '@capstan/protocol';
import { expect } from 'vitest';
import type { ProgramRun } from './capstan-process.ts';

/** The only conversation of a home, as it stands on disk. */
export interface StoredLog {
  conversationId: string;
  events: Event[];
  /** The state folded afresh. */
  state: ConversationState;
}

/** Reads the log of the newest conversation of a home. */
export async function storedLog(home: string): Promise<StoredLog> {
  const storage = SqliteStorage.open({ file: join(home, 'capstan', 'capstan.db'), worker: false });
  try {
    const { conversations } = await storage.conversations.search({ limit: 1 });
    const conversationId = conversations[0]?.conversationId ?? '';
    const store = await storage.open(conversationId, { create: false });
    const records = await store.page({ limit: 10_000 });
    const events = records.map((record) => parseEventText(record.body));
    return { conversationId, events, state: fold(initialState(), events) };
  } finally {
    await storage.close();
  }
}

/** What must hold after every run: ids without a gap, and the live state equal to the one folded afresh. */
export async function expectSoundLog(home: string, run: ProgramRun): Promise<StoredLog> {
  const log = await storedLog(home);
  expect(log.events.map((event) => event.id)).toEqual(log.events.map((_, index) => index));
  // Through JSON, as the live state went.
  expect(JSON.parse(JSON.stringify(log.state))).toEqual(run.result['state']);
  expectAnswered(log.events);
  return log;
}

/** Every runnable action has exactly one observation, save those that were appended again once decided. */
function expectAnswered(events: readonly Event[]): void {
  const answers = new Map<number, number>();
  for (const { cause } of events) if (cause !== undefined) answers.set(cause, (answers.get(cause) ?? 0) + 1);
  for (const event of events) {
    if (event.action === 'run' || event.action === 'edit' || event.action === 'read') {
      if (event.args.confirmation_state === 'awaiting_confirmation') continue;
      expect(answers.get(event.id), `observations of action ${event.id}`).toBe(1);
    }
  }
}
