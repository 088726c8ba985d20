import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EventStream } from '@capstan/events';
import { SqliteStorage } from '@capstan/storage';
import { defineBenchmark } from './harness/benchmark.ts';
import { measure } from './harness/measure.ts';
import { runCommand } from './harness/run-command.ts';
import { summarize } from './harness/summary.ts';
import { openOnce, type Opening } from './support/open-once.ts';
import { recordConversation } from './support/recorded-conversation.ts';
import { scratchFolder } from './support/scratch-folder.ts';

const EVENTS = 10_000;
const RUNS = 9;
const PROCESSES = 5;
const OPEN_PROCESS = fileURLToPath(new URL('support/open-process.ts', import.meta.url));
const LIMIT = 'reading its bytes from a file';

export default defineBenchmark({
  what: 'a stored conversation of 10,000 events',
  metrics: {
    ready: {
      what: 'open 10,000 events: folded, messages for the model in hand',
      unit: 'ms',
      better: 'lower',
      aim: 60,
      comparable: 280,
      limit: LIMIT,
    },
    cold: { what: 'the same, first thing in a process', unit: 'ms', better: 'lower', limit: LIMIT },
    afresh: {
      what: 'the same without a snapshot: after a crash, or the log of another system',
      unit: 'ms',
      better: 'lower',
      comparable: 840,
      limit: LIMIT,
    },
    parsed: { what: 'of that, JSON.parse of every event', unit: 'ms', better: 'lower', limit: LIMIT },
    page: {
      what: 'first page: the last 50 of 10,000 events',
      unit: 'ms',
      better: 'lower',
      aim: 5,
      comparable: 1.3,
    },
    coldPage: { what: 'the same, first thing in a process', unit: 'ms', better: 'lower' },
  },
  async run() {
    await using folder = await scratchFolder();
    const file = join(folder.path, 'capstan.db');
    const bytes = join(folder.path, 'bytes');
    const storage = SqliteStorage.open({ file });
    const texts = await record(storage);
    await writeFile(bytes, texts.join('\n'));
    const afresh: Opening[] = [];
    for (let run = 0; run < RUNS; run += 1) afresh.push(await openOnce(storage, 'long', 'afresh'));
    // The first of them leaves the snapshot for those after it.
    await openOnce(storage, 'long', 'snapshot');
    const warm: Opening[] = [];
    for (let run = 0; run < RUNS; run += 1) warm.push(await openOnce(storage, 'long', 'snapshot'));
    await storage.close();
    const cold: Opening[] = [];
    for (let run = 0; run < PROCESSES; run += 1) cold.push(await openInProcess(file));

    const limit = (await measure(() => readFile(bytes, 'utf8'), { runs: RUNS })).median;
    const parsed = await measure(() => texts.forEach((text) => JSON.parse(text)), { runs: RUNS });
    const median = (all: Opening[], name: keyof Opening): number =>
      summarize(all.map((one) => one[name])).median;
    return {
      ready: { value: median(warm, 'ready'), limit },
      cold: { value: median(cold, 'ready'), limit },
      afresh: { value: median(afresh.slice(2), 'ready'), limit },
      parsed: { value: parsed.median, limit },
      page: { value: median(warm, 'page') },
      coldPage: { value: median(cold, 'page') },
    };
  },
});

/** Gives the texts of the events. */
async function record(storage: SqliteStorage): Promise<string[]> {
  const store = await storage.open('long', { create: true });
  const stream = await EventStream.open(store);
  await recordConversation(stream, EVENTS);
  await stream.close();
  const records = await store.page({ limit: EVENTS });
  await store.close();
  return records.map(({ body }) => body);
}

async function openInProcess(file: string): Promise<Opening> {
  const { exitCode, stdout, stderr } = await runCommand(process.execPath, [OPEN_PROCESS, file, 'long']);
  if (exitCode !== 0)
    throw new Error(`a process that opens a conversation ended with ${exitCode}: ${stderr}`);
  return JSON.parse(stdout.toString()) as Opening;
}
