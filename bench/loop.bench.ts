import { join } from 'node:path';
import type { EventStore } from '@capstan/events';
import { EventStream } from '@capstan/events';
import { turn } from '@capstan/llm/scripted';
import { SqliteStorage } from '@capstan/storage';
import { defineBenchmark } from './harness/benchmark.ts';
import { summarize } from './harness/summary.ts';
import { barePosts } from './limit/bare-post.ts';
import { runAgent } from './support/agent-run.ts';
import type { ModelExchange } from './support/model-exchange.ts';
import { ModelProcess, stepTimes } from './support/model-process.ts';
import { OUTPUT, recordConversation } from './support/recorded-conversation.ts';
import { scratchFolder } from './support/scratch-folder.ts';

const ROUNDS = 5;
/** Conversations of a round that are begun anew, and the step in them that is looked at, with some around it. */
const CONVERSATIONS = 8;
const EARLY = 10;
const AROUND = 4;
const LATE = 5_000;
/** Steps of a late round: the first of them fill what was just opened, the rest count. */
const SETTLE = 10;
const AFTER = 40;
const WINDOW_TOKENS = 200_000;
const LIMIT = 'posting as many bytes';

export default defineBenchmark({
  what: 'what a step costs beside model and command: controller, durable log, view, prompt, request',
  metrics: {
    early: { what: 'step 10', unit: 'ms', better: 'lower', aim: 3, limit: LIMIT },
    late: {
      what: 'step 5,000, window of 200,000 tokens',
      unit: 'ms',
      better: 'lower',
      aim: 6,
      comparable: 220,
      limit: LIMIT,
    },
    growth: {
      what: 'step 5,000 by step 10, window of 200,000 tokens',
      unit: 'times',
      better: 'lower',
      aim: 2,
    },
    whole: {
      what: 'step 5,000, nothing ever left out: 7 MB a request',
      unit: 'ms',
      better: 'lower',
      comparable: 220,
      limit: LIMIT,
    },
    wholeGrowth: { what: 'step 5,000 by step 10, nothing ever left out', unit: 'times', better: 'lower' },
  },
  async run() {
    await using folder = await scratchFolder();
    await using model = await ModelProcess.start({
      turns: [turn.call('execute_bash', { command: 'true', security_risk: 'LOW' })],
      atEnd: 'repeat-last',
    });
    const storage = SqliteStorage.open({ file: join(folder.path, 'capstan.db') });
    const steps = async (store: EventStore, contextTokens: number | null, count: number): Promise<Steps> => {
      await runAgent({ store, baseUrl: model.baseUrl, contextTokens, output: OUTPUT, steps: count });
      const exchanges = await model.take();
      return { times: stepTimes(exchanges), bytes: largest(exchanges) };
    };
    const early = async (): Promise<Steps> => {
      const store = await storage.open(crypto.randomUUID(), { create: true });
      const { times, bytes } = await steps(store, WINDOW_TOKENS, EARLY + AROUND);
      await store.close();
      return { times: times.slice(EARLY - AROUND - 1, EARLY + AROUND - 1), bytes };
    };
    const posts = async (bytes: number): Promise<number> => {
      await barePosts(model.baseUrl, bytes, AFTER);
      return summarize(stepTimes(await model.take())).p50;
    };
    const windowed = await recorded(storage, 'windowed');
    const whole = await recorded(storage, 'whole');

    const rounds: Record<string, number>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const first: Steps[] = [];
      for (let count = 0; count < CONVERSATIONS; count += 1) first.push(await early());
      const late = await steps(windowed, WINDOW_TOKENS, SETTLE + AFTER);
      const all = await steps(whole, null, SETTLE + AFTER);
      rounds.push({
        early: summarize(first.flatMap(({ times }) => times)).p50,
        earlyLimit: await posts(first[0]?.bytes ?? 0),
        late: summarize(late.times.slice(SETTLE)).p50,
        lateLimit: await posts(late.bytes),
        whole: summarize(all.times.slice(SETTLE)).p50,
        wholeLimit: await posts(all.bytes),
      });
    }
    await storage.close();
    // The first round warms the engine up.
    const counted = rounds.slice(1);
    const median = (name: string, by?: string): number =>
      summarize(
        counted.map(
          (round) => (round[name] ?? Number.NaN) / (by === undefined ? 1 : (round[by] ?? Number.NaN)),
        ),
      ).median;
    return {
      early: { value: median('early'), limit: median('earlyLimit') },
      late: { value: median('late'), limit: median('lateLimit') },
      growth: { value: median('late', 'early') },
      whole: { value: median('whole'), limit: median('wholeLimit') },
      wholeGrowth: { value: median('whole', 'early') },
    };
  },
});

interface Steps {
  /** Milliseconds of each step. */
  times: number[];
  /** Size of the largest request. */
  bytes: number;
}

const largest = (exchanges: readonly ModelExchange[]): number =>
  Math.max(...exchanges.map(({ requestBytes }) => requestBytes));

/** A conversation of 5,000 steps that is at work. */
async function recorded(storage: SqliteStorage, name: string): Promise<EventStore> {
  const store = await storage.open(name, { create: true });
  const stream = await EventStream.open(store);
  await recordConversation(stream, 2 * LATE);
  await stream.close();
  return store;
}
