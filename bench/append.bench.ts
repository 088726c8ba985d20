import { join } from 'node:path';
import { SqliteStorage } from '@capstan/storage';
import { defineBenchmark } from './harness/benchmark.ts';
import { summarize } from './harness/summary.ts';
import { RawLog } from './limit/raw-log.ts';
import { DeliveredLog } from './support/delivered-log.ts';
import { latenciesAt, perSecond } from './support/load.ts';
import { oneKilobyteText } from './support/one-kilobyte.ts';
import { scratchFolder } from './support/scratch-folder.ts';

const ROUNDS = 3;
const AT_ONCE = 64;
const EVENTS = 10_000;
const ALONE = 300;
const RATE = 1_000;
const SECONDS = 2;
const LIMIT = 'grouped write + fdatasync of the same bytes';

export default defineBenchmark({
  what: 'events of 1 KB, appended through the stream, durable, then delivered to one subscriber',
  metrics: {
    grouped: {
      what: 'append, 64 at once',
      unit: '/s',
      better: 'higher',
      aim: 20_000,
      comparable: 2_900,
      limit: LIMIT,
    },
    late: {
      what: 'append, 1,000/s offered: p99 from due to delivered',
      unit: 'ms',
      better: 'lower',
      aim: 5,
      limit: LIMIT,
    },
    alone: {
      what: 'append, one after another: p50',
      unit: 'ms',
      better: 'lower',
      comparable: 0.26,
      limit: LIMIT,
    },
    sameThread: {
      what: 'the same, committed in the thread that appends, as capstan run does: p50',
      unit: 'ms',
      better: 'lower',
      comparable: 0.26,
      limit: LIMIT,
    },
    conversations: {
      what: 'append, 64 conversations at once',
      unit: '/s',
      better: 'higher',
      limit: LIMIT,
    },
    after10000: { what: 'append, 64 at once, 10,000 in the log', unit: '/s', better: 'higher', aim: 20_000 },
    after100000: {
      what: 'append, 64 at once, 100,000 in the log',
      unit: '/s',
      better: 'higher',
      aim: 20_000,
    },
    growth: {
      what: 'append, time at 100,000 in the log by time at 0',
      unit: 'times',
      better: 'lower',
      aim: 1.25,
    },
  },
  async run() {
    const rounds: Record<string, number>[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) rounds.push(await measureRound());
    // It warms the engine up.
    rounds.shift();
    const median = (name: string): number =>
      summarize(rounds.map((round) => round[name] ?? Number.NaN)).median;
    return {
      grouped: { value: median('grouped'), limit: median('rawGrouped') },
      late: { value: median('late'), limit: median('rawLate') },
      alone: { value: median('alone'), limit: median('rawAlone') },
      sameThread: { value: median('sameThread'), limit: median('rawAlone') },
      conversations: { value: median('conversations'), limit: median('rawGrouped') },
      after10000: { value: median('after10000') },
      after100000: { value: median('after100000') },
      growth: { value: median('growth') },
    };
  },
});

async function measureRound(): Promise<Record<string, number>> {
  await using folder = await scratchFolder();
  const raw = new RawLog(join(folder.path, 'raw'));
  const storage = SqliteStorage.open({ file: join(folder.path, 'capstan.db') });
  const log = await DeliveredLog.create(storage);
  const append = (): Promise<void> => log.append();
  const write = (): Promise<void> => raw.append(oneKilobyteText);

  const grouped = await perSecond(EVENTS, AT_ONCE, append);
  const rawGrouped = await perSecond(EVENTS, AT_ONCE, write);
  const after10000 = await perSecond(EVENTS, AT_ONCE, append);
  const late = summarize(await latenciesAt(RATE, RATE * SECONDS, append)).p99;
  const rawLate = summarize(await latenciesAt(RATE, RATE * SECONDS, write)).p99;
  const alone = summarize(await oneByOne(append)).p50;
  const rawAlone = summarize(await oneByOne(write)).p50;
  const sameThread = await inSameThread(join(folder.path, 'same-thread.db'));
  const logs = await Promise.all(Array.from({ length: AT_ONCE }, () => DeliveredLog.create(storage)));
  let next = 0;
  const conversations = await perSecond(EVENTS, AT_ONCE, async () => {
    await logs[(next += 1) % AT_ONCE]?.append();
  });
  await log.fillUpTo(100_000);
  const after100000 = await perSecond(EVENTS, AT_ONCE, append);
  raw.close();
  for (const each of [log, ...logs]) await each.close();
  await storage.close();
  return {
    grouped,
    rawGrouped,
    late,
    rawLate,
    alone,
    rawAlone,
    sameThread,
    conversations,
    after10000,
    after100000,
    growth: grouped / after100000,
  };
}

async function inSameThread(file: string): Promise<number> {
  const storage = SqliteStorage.open({ file, worker: false });
  const log = await DeliveredLog.create(storage);
  const { p50 } = summarize(await oneByOne(() => log.append()));
  await log.close();
  await storage.close();
  return p50;
}

async function oneByOne(work: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < ALONE; count += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times;
}
