import type { Page } from '@playwright/test';
import { longLog } from '@capstan/web/logs';
import { storeEvents } from '../test/support/store-events.ts';
import { defineBenchmark } from './harness/benchmark.ts';
import { summarize } from './harness/summary.ts';
import { openConversation, openFromList, readStream } from './support/page-conversation.ts';
import { PageProcess } from './support/page-process.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ServerProcess } from './support/server-process.ts';

const EVENTS = 10_000;
const RUNS = 5;
const SCROLLS = 300;
/** As far as a quick flick goes between two frames: 24,000 pixels a second. */
const SCROLL_PX = 400;
const MEGABYTE = 1024 ** 2;
const ID = 'b'.repeat(32);
const LIMIT = 'the same page reads the stream and counts its events';

export default defineBenchmark({
  what: `the web client in Chromium with a conversation of ${EVENTS.toLocaleString('en')} events of all kinds`,
  metrics: {
    interactive: {
      what: 'from the load of the page to the end of the log drawn',
      unit: 'ms',
      better: 'lower',
      aim: 1_000,
      limit: LIMIT,
    },
    fromList: {
      what: 'from a click in the list, the page being there, to the same',
      unit: 'ms',
      better: 'lower',
      aim: 1_000,
      limit: LIMIT,
    },
    heap: { what: 'JavaScript memory of it, garbage collected', unit: 'MB', better: 'lower', aim: 150 },
    renderer: { what: 'memory of the whole process that draws it', unit: 'MB', better: 'lower' },
    longest: {
      what: 'scrolling through it from end to beginning: longest task',
      unit: 'ms',
      better: 'lower',
      aim: 50,
    },
  },
  async run() {
    await using folder = await scratchFolder();
    await storeEvents(folder.path, { conversationId: ID, title: 'Long' }, longLog({ events: EVENTS }));
    await using server = await ServerProcess.start({ home: folder.path });
    await using browser = await PageProcess.start(server);
    const times: number[] = [];
    const clicked: number[] = [];
    const limits: number[] = [];
    const heaps: number[] = [];
    const renderers: number[] = [];
    const longest: number[] = [];
    // The first load compiles, as a first visit does; what is measured is every later one.
    for (let run = 0; run <= RUNS; run += 1) {
      const page = await browser.context.newPage();
      const milliseconds = await openConversation(page, ID);
      if (run > 0) {
        times.push(milliseconds);
        limits.push(await readStream(page, ID));
        renderers.push((await browser.rendererBytes()) / MEGABYTE);
        longest.push(await scrolled(page));
        heaps.push((await browser.heapBytes(page)) / MEGABYTE);
      }
      clicked.push(await openFromList(page, 'Long'));
      await page.close();
    }
    return {
      interactive: { value: summarize(times).median, limit: summarize(limits).median },
      fromList: { value: summarize(clicked.slice(1)).median, limit: summarize(limits).median },
      heap: { value: summarize(heaps).median },
      renderer: { value: summarize(renderers).median },
      longest: { value: summarize(longest).median },
    };
  },
});

/** Turns the wheel upwards as a person does who looks for something; the longest task meanwhile, milliseconds. */
async function scrolled(page: Page): Promise<number> {
  await page.evaluate(() => {
    const found = { longest: 0 };
    Object.assign(window, { longTasks: found });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) found.longest = Math.max(found.longest, duration);
    }).observe({ type: 'longtask' });
  });
  await page.mouse.move(500, 400);
  for (let turn = 0; turn < SCROLLS; turn += 1) {
    await page.mouse.wheel(0, -SCROLL_PX);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  return page.evaluate(() => {
    const found: unknown = Reflect.get(window, 'longTasks');
    const longest: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'longest') : 0;
    return Number(longest);
  });
}
