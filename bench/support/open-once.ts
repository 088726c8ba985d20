import {
  AgentController,
  DEFAULT_CONTROLLER_CONFIG,
  FOLD_VERSION,
  systemClock,
  type Agent,
  type FoldSnapshots,
  type View,
} from '@capstan/agent';
import { EventStream } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import type { SqliteStorage } from '@capstan/storage';
import { InstantRuntime } from './instant-runtime.ts';

/** Milliseconds, each counted from the beginning of what it names. */
export interface Opening {
  /** From the storage being ready to the moment when the agent holds the messages for the model. */
  ready: number;
  /** The last 50 events of a log that nobody had open. */
  page: number;
}

/** `afresh`: the whole log is folded; `snapshot`: from where the last process that had it open left off. */
export type OpeningWay = 'afresh' | 'snapshot';

/** Opens a stored conversation as a process does that goes on with it. */
export async function openOnce(
  storage: SqliteStorage,
  conversationId: string,
  way: OpeningWay,
): Promise<Opening> {
  await storage.ready();
  const page = await timed(() => firstPage(storage, conversationId));

  const started = performance.now();
  const asked = Promise.withResolvers<number>();
  const store = await storage.open(conversationId, { create: false });
  const stream = await EventStream.open(store);
  const controller = await AgentController.open({
    stream,
    agent: askedAgent((view) => {
      view.messages();
      asked.resolve(performance.now() - started);
    }),
    runtime: new InstantRuntime(),
    config: { ...DEFAULT_CONTROLLER_CONFIG, maxIterations: 1_000_000 },
    clock: systemClock,
    ...(way === 'snapshot' ? { snapshots: snapshotsOf(storage, conversationId) } : {}),
  });
  controller.start();
  const ready = await asked.promise;
  await controller.close();
  await stream.close();
  await store.close();
  return { ready, page };
}

function snapshotsOf({ snapshots }: SqliteStorage, conversationId: string): FoldSnapshots {
  return {
    latest: () => snapshots.latest(conversationId, FOLD_VERSION),
    put: (snapshot) => snapshots.put(conversationId, { ...snapshot, version: FOLD_VERSION }),
  };
}

async function firstPage(storage: SqliteStorage, conversationId: string): Promise<void> {
  const store = await storage.open(conversationId, { create: false });
  const stream = await EventStream.open(store);
  await stream.page({ limit: 50, reverse: true });
  await stream.close();
  await store.close();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** An agent that is asked once and then waits until it is let go. */
function askedAgent(onView: (view: View) => void): Agent {
  const never = (): never => {
    throw new Error('not wanted here');
  };
  return {
    name: 'asked',
    version: '1',
    contextTokens: null,
    introduce: never,
    condense: never,
    toAction: never,
    step(view, { signal }) {
      onView(view);
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new CapstanError('cancelled', 'let go')), {
          once: true,
        });
      });
    },
  };
}
