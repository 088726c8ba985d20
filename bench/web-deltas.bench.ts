import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { turn } from '@capstan/llm/scripted';
import { defineBenchmark } from './harness/benchmark.ts';
import { summarize, type Summary } from './harness/summary.ts';
import { ModelProcess } from './support/model-process.ts';
import { PageProcess } from './support/page-process.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ServerProcess } from './support/server-process.ts';

const DELTAS_PER_SECOND = 200;
const CHARACTERS = 4;
const SECONDS = 15;
const KEYS = 120;
const KEY_APART_MS = 50;
const SENTENCE = 'The **parser** keeps each `token` until its line is whole, and then hands both over. ';
const LIMIT = 'the same keys when the agent says nothing';

export default defineBenchmark({
  what: `typing while the agent says ${DELTAS_PER_SECOND} deltas a second, in Chromium`,
  metrics: {
    usual: { what: 'key to the next frame: p50', unit: 'ms', better: 'lower', limit: LIMIT },
    late: { what: 'the same: p99', unit: 'ms', better: 'lower', aim: 100, limit: LIMIT },
    longest: { what: 'longest task meanwhile', unit: 'ms', better: 'lower', aim: 50 },
    shown: { what: 'characters that came into view', unit: '/s', better: 'higher' },
  },
  async run() {
    await using folder = await scratchFolder();
    const text = SENTENCE.repeat(Math.ceil((DELTAS_PER_SECOND * CHARACTERS * SECONDS) / SENTENCE.length));
    const delivery = { chunk: CHARACTERS, delayMs: 1_000 / DELTAS_PER_SECOND };
    await using model = await ModelProcess.start({
      turns: [turn.text(text)],
      atEnd: 'repeat-last',
      delivery,
    });
    await using server = await ServerProcess.start({ home: folder.path, modelUrl: model.baseUrl });
    await using browser = await PageProcess.start(server);
    const page = await browser.context.newPage();
    await page.goto(`/conversations/${await server.begin('Tell me of the parser')}`);
    await page.waitForFunction(() => (window.capstan?.state.words.text.length ?? 0) > 1_000);
    const from = await saidSoFar(page);
    const started = performance.now();
    const busy = await typed(page);
    const shown = ((await saidSoFar(page)) - from) / ((performance.now() - started) / 1_000);
    await page.waitForFunction(() => window.capstan?.state.now.agentState === 'awaiting_user_input', null, {
      timeout: 60_000,
    });
    const still = await typed(page);
    return {
      usual: { value: busy.keys.p50, limit: still.keys.p50 },
      late: { value: busy.keys.p99, limit: still.keys.p99 },
      longest: { value: busy.longest },
      shown: { value: shown },
    };
  },
});

const saidSoFar = (page: Page): Promise<number> =>
  page.evaluate(() => window.capstan?.state.words.text.length ?? 0);

/** Types into the composer, a key every so often; fails if a letter is lost. Milliseconds. */
async function typed(page: Page): Promise<{ keys: Summary; longest: number }> {
  const composer = page.getByRole('textbox', { name: 'Message' });
  await composer.fill('');
  await composer.evaluate((element) => {
    const measured = { keys: [] as number[], longest: 0 };
    Object.assign(window, { measured });
    element.addEventListener('keydown', ({ timeStamp }) => {
      requestAnimationFrame(() => measured.keys.push(performance.now() - timeStamp));
    });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) measured.longest = Math.max(measured.longest, duration);
    }).observe({ type: 'longtask' });
  });
  const letters = Array.from({ length: KEYS }, (_, key) => 'abcdefghij'[key % 10] ?? 'a');
  for (const letter of letters) {
    await page.keyboard.press(letter);
    await wait(KEY_APART_MS);
  }
  const value = await composer.inputValue();
  if (value !== letters.join('')) throw new Error(`letters were lost: ${value}`);
  const json = await page.evaluate(() => JSON.stringify(Reflect.get(window, 'measured')));
  const measured: unknown = JSON.parse(json);
  const { keys, longest } = measuredOf(measured);
  return { keys: summarize(keys), longest };
}

function measuredOf(value: unknown): { keys: number[]; longest: number } {
  const part = (name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  const keys = part('keys');
  if (!Array.isArray(keys)) throw new Error('no key was measured');
  return { keys: keys.map(Number), longest: Number(part('longest')) };
}
