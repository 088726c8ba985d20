import { decide, DEFAULT_CONTROLLER_CONFIG, evolve, initialState } from '@capstan/agent';
import { readLog } from '@capstan/events';
import type { CapstanError } from '@capstan/protocol';
import { isAlive, type Conversation, type ListPosition } from '@capstan/storage';
import { asCapstanError } from '../operations/as-capstan-error.ts';
import type { ServerLog } from '../operations/server-log.ts';
import type { ServerStorage } from '../storage/server-storage.ts';

/** Logs that are folded at once. */
const AT_ONCE = 4;
const PAGE = 1_000;

export interface Restoration {
  storage: ServerStorage;
  log: ServerLog;
  /** Whether they go on; otherwise all of them are said to be stopped. */
  resume: boolean;
  /** Fires when the server ends again: those that are left stay as they are. */
  signal: AbortSignal;
  /** Does something while nobody can open the conversation; undefined when somebody uses it already. */
  whileUnused: <T>(conversationId: string, work: () => Promise<T>) => Promise<T> | undefined;
  start: (record: Conversation) => Promise<void>;
  onFailure: (conversationId: string, failure: CapstanError) => void;
}

/** Conversations that were running when a server ended go on where they were; others are said to be stopped. */
export async function restore(restoration: Restoration): Promise<void> {
  const left = (await unfinished(restoration.storage)).values();
  const work = async (): Promise<void> => {
    for (const record of left) {
      if (restoration.signal.aborted) return;
      await restoreOne(record, restoration);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function unfinished(storage: ServerStorage): Promise<Conversation[]> {
  const found: Conversation[] = [];
  let after: ListPosition | undefined;
  do {
    const page = await storage.conversations.search({ status: ['RUNNING', 'STARTING'], limit: PAGE, after });
    found.push(...page.conversations);
    after = page.next;
  } while (after !== undefined);
  // Who was there first gets a place first.
  return found.toReversed();
}

async function restoreOne(record: Conversation, restoration: Restoration): Promise<void> {
  const { log, signal, whileUnused, start, onFailure } = restoration;
  const { conversationId } = record;
  try {
    // Clients are served meanwhile: what they have begun needs nothing of this.
    if ((await whileUnused(conversationId, () => goesOn(conversationId, restoration))) !== true) return;
    await start(record);
    log.info({ conversationId }, 'A conversation that was running goes on');
  } catch (error) {
    if (signal.aborted) return;
    const failure = asCapstanError(error);
    // Another process was faster.
    if (failure.code === 'conversation_busy') return;
    log.error({ conversationId, error: failure }, 'A conversation could not go on after the restart');
    await whileUnused(conversationId, () => noteFailure(conversationId, restoration));
    onFailure(conversationId, failure);
  }
}

/** Whether it is to be started; it is said to be stopped when there is nothing left to do. */
async function goesOn(conversationId: string, { storage, resume }: Restoration): Promise<boolean> {
  const owner = await storage.leases.owner(conversationId);
  // Another process runs it.
  if (owner !== undefined && isAlive(owner)) return false;
  if (resume && (await hasWorkLeft(storage, conversationId))) return true;
  await storage.conversations.update(conversationId, { status: 'STOPPED' });
  return false;
}

async function noteFailure(conversationId: string, { storage, log }: Restoration): Promise<void> {
  try {
    await storage.conversations.update(conversationId, { status: 'ERROR' });
  } catch (error) {
    log.error({ conversationId, error }, 'A status could not be stored');
  }
}

/**
 * Whether a conversation had something left to do: an action to run, a model to ask, a wait to sit out. One that waits
 * for the person has not.
 */
async function hasWorkLeft(storage: ServerStorage, conversationId: string): Promise<boolean> {
  const store = await storage.open(conversationId, { create: true });
  try {
    let state = initialState();
    for await (const event of readLog(store)) state = evolve(state, event);
    if (state.eventCount === 0) return false;
    const decision = decide(state, DEFAULT_CONTROLLER_CONFIG);
    return decision.kind !== 'wait' || decision.resumeAt !== undefined;
  } finally {
    await store.close();
  }
}
