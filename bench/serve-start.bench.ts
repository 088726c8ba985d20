import { defineBenchmark } from './harness/benchmark.ts';
import { type Summary, summarize } from './harness/summary.ts';
import { BareProcess } from './limit/bare-process.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ServerProcess } from './support/server-process.ts';
import { storeConversations } from './support/stored-conversations.ts';

const STORED = 10_000;
const RUNS = 9;
const PAGES = 300;
const PAGE = 20;
const NEXT_PAGE = /"next_page_id":"([^"]+)"/;
const LIMIT = 'a bare HTTP server of Node';

export default defineBenchmark({
  what: 'capstan serve, built, with 10,000 stored conversations',
  metrics: {
    ready: {
      what: 'from the start to the first answer, 10,000 conversations stored',
      unit: 'ms',
      better: 'lower',
      aim: 700,
      limit: LIMIT,
    },
    empty: { what: 'the same with none', unit: 'ms', better: 'lower', limit: LIMIT },
    page: { what: 'list page of 20: p50', unit: 'ms', better: 'lower', aim: 20, limit: LIMIT },
    latePage: { what: 'the same: p99', unit: 'ms', better: 'lower', aim: 20, limit: LIMIT },
  },
  async run() {
    await using stored = await scratchFolder();
    await using empty = await scratchFolder();
    await storeConversations(stored.path, STORED);
    const start = async (home: string): Promise<number> => {
      await using server = await ServerProcess.start({ home });
      return server.readyMilliseconds;
    };
    // The first start makes a key and compiles.
    await start(stored.path);
    await start(empty.path);
    const times = { stored: [] as number[], empty: [] as number[], bare: [] as number[] };
    for (let run = 0; run < RUNS; run += 1) {
      times.stored.push(await start(stored.path));
      times.empty.push(await start(empty.path));
      await using bare = await BareProcess.start('bare-server');
      times.bare.push(bare.readyMilliseconds);
    }
    const { subject, limit } = await pages(stored.path);
    const bareStart = summarize(times.bare).median;
    return {
      ready: { value: summarize(times.stored).median, limit: bareStart },
      empty: { value: summarize(times.empty).median, limit: bareStart },
      page: { value: subject.p50, limit: limit.p50 },
      latePage: { value: subject.p99, limit: limit.p99 },
    };
  },
});

/** One page after another through the whole list, in turns with a request of the bare server. */
async function pages(home: string): Promise<{ subject: Summary; limit: Summary }> {
  await using server = await ServerProcess.start({ home });
  await using bare = await BareProcess.start('bare-server');
  const subjects: number[] = [];
  const limits: number[] = [];
  let next: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const started = performance.now();
    const place = next === undefined ? '' : `&page_id=${encodeURIComponent(next)}`;
    const answer = await server.request(`/api/conversations?limit=${PAGE}${place}`);
    const text = await answer.text();
    const between = performance.now();
    await (await fetch(bare.url)).text();
    subjects.push(between - started);
    limits.push(performance.now() - between);
    next = NEXT_PAGE.exec(text)?.[1];
    if (text.split('"conversation_id"').length - 1 !== PAGE) throw new Error('a page is not full');
  }
  return { subject: summarize(subjects), limit: summarize(limits) };
}
