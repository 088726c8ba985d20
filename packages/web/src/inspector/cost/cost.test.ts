import { describe, expect, it } from 'vitest';
import { recordedLog } from '../../../test/support/recorded-log.ts';
import { screenOf, type StepCost } from '../../screen/index.ts';
import { LogWriter, longLog, WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { condensationAction } from '@capstan/protocol';
import { shareText, shortTokensText, tokensText, usdText } from './amount-text.ts';
import { ticksTo } from './chart-scale.ts';
import { costGroups, costSummary } from './cost-summary.ts';
import { binName, stepBins } from './step-bins.ts';
import { windowBins, windowFill } from './window-fill.ts';
import { windowParts } from './window-parts.ts';

const step = (part: Partial<StepCost> = {}): StepCost => ({
  id: 0,
  at: '2026-01-01T09:00:00Z',
  model: 'm',
  inputTokens: 1_000,
  outputTokens: 100,
  cachedTokens: 800,
  cacheWriteTokens: 0,
  reasoningTokens: 40,
  usd: 0.01,
  latencySeconds: 1,
  aside: false,
  agent: '',
  ...part,
});

describe('amounts', () => {
  it.each([
    [0, '$0.00'],
    [0.000_01, '<$0.0001'],
    [0.0042, '$0.0042'],
    [12.4, '$12.40'],
    [1_204, '$1,204.00'],
  ])('writes %d US dollars as %s', (usd, text) => {
    expect(usdText(usd)).toBe(text);
  });

  it.each([
    [840, '840'],
    [5_200, '5.2k'],
    [5_000, '5k'],
    [64_400, '64k'],
    [999_499, '999k'],
    [999_600, '1M'],
    [1_240_000, '1.2M'],
  ])('writes %d tokens in short as %s', (tokens, text) => {
    expect(shortTokensText(tokens)).toBe(text);
  });

  it('writes parts and counts', () => {
    expect([shareText(0, 10), shareText(1, 1_000), shareText(1, 3), shareText(1, 0)]).toEqual([
      '0%',
      '<1%',
      '33%',
      '0%',
    ]);
    expect(tokensText(1_234_567)).toBe('1,234,567');
  });
});

describe('sums', () => {
  it('average what agents asked, and tell what was asked beside them', () => {
    const summary = costSummary({
      steps: [step({ usd: 0.03 }), step(), step({ aside: true, usd: 0.5, inputTokens: 10 })],
    });
    expect(summary).toMatchObject({ calls: 3, steps: 2, usdPerStep: 0.02, inputTokens: 2_010 });
    expect(summary.asides).toMatchObject({ calls: 1, usd: 0.5 });
    expect(summary.reasoningTokens).toBe(120);
  });

  it('say that a price is not known instead of counting it as nothing', () => {
    expect(costSummary({ steps: [step({ usd: null })] })).toMatchObject({
      unpricedCalls: 1,
      usdPerStep: null,
    });
    const half = costSummary({ steps: [step({ usd: null }), step({ usd: 0.02 })] });
    expect(half).toMatchObject({ unpricedCalls: 1, usdPerStep: 0.02 });
  });

  it('are the same as those of the bill', () => {
    for (const events of [recordedLog('whole-task'), WRITTEN_LOGS.delegated()]) {
      const { bill } = screenOf(events);
      const summary = costSummary(bill);
      expect(summary.usd).toBeCloseTo(bill.usd, 9);
      expect(summary).toMatchObject({ inputTokens: bill.inputTokens, unpricedCalls: bill.unpricedCalls });
    }
  });

  it('come by agent, the dearest first', () => {
    const groups = costGroups(screenOf(WRITTEN_LOGS.delegated()).bill.steps, ({ agent }) => agent);
    expect(groups.map(({ name }) => name).toSorted()).toEqual([
      '',
      'BrowsingAgent',
      'ReaderAgent',
      'TestAgent',
    ]);
    expect(groups.map(({ usd }) => usd)).toEqual(groups.map(({ usd }) => usd).toSorted((a, b) => b - a));
  });
});

describe('bars', () => {
  it('are one for each answer while there is room', () => {
    const bins = stepBins([step(), step({ cachedTokens: 2_000 })], 10);
    expect(bins[0]).toMatchObject({ from: 1, to: 1, freshTokens: 200, cachedTokens: 800, outputTokens: 100 });
    expect(bins[1]).toMatchObject({ freshTokens: 0, cachedTokens: 1_000 });
    expect(bins.map(binName)).toEqual(['Answer 1', 'Answer 2']);
  });

  it('are averages where there are more answers than room, and none is lost', () => {
    const steps = Array.from({ length: 101 }, (_, index) => step({ outputTokens: index, usd: null }));
    const bins = stepBins(steps, 25);
    expect(bins.length).toBeLessThanOrEqual(25);
    expect(bins[0]).toMatchObject({ from: 1, to: 5, outputTokens: 2, usd: null });
    expect(bins.at(-1)?.to).toBe(101);
    expect(binName(bins[0] ?? { from: 0, to: 0 })).toBe('Answers 1 to 5');
    expect(stepBins([], 10)).toEqual([]);
  });

  it.each([
    [0, [0, 1]],
    [1, [0, 0.5, 1]],
    [7_390, [0, 2_500, 5_000, 7_500]],
    [128_000, [0, 50_000, 100_000, 150_000]],
    [0.0184, [0, 0.01, 0.02]],
  ])('up to %d have lines at round numbers', (largest, ticks) => {
    expect(ticksTo(largest)).toEqual(ticks);
  });
});

describe('the fill of the window', () => {
  const log = new LogWriter();
  log.say('Go.');
  log.reply('One.', { input: 1_000, output: 10 });
  log.reply('Two.', { input: 2_000, output: 10 });
  log.add(
    condensationAction({
      forgotten_events_start_id: 1,
      forgotten_events_end_id: 1,
      summary: 'x'.repeat(400),
      summary_offset: 1,
    }),
    'agent',
  );
  log.reply('Three.', { input: 500, output: 10 });
  const { bill, entries } = screenOf(log.events);

  it('is that of the own agent, with a mark where something was summed up', () => {
    expect(windowFill(bill.steps, entries).map(({ tokens, condensed }) => [tokens, condensed])).toEqual([
      [1_010, 0],
      [2_010, 0],
      [510, 1],
    ]);
    const delegated = screenOf(WRITTEN_LOGS.delegated());
    const own = delegated.bill.steps.filter(({ agent }) => agent === '');
    expect(windowFill(delegated.bill.steps, [])).toHaveLength(own.length);
    expect(own.length).toBeLessThan(delegated.bill.steps.length);
  });

  it('keeps the fullest and all marks where there is little room', () => {
    const [only, ...others] = windowBins(windowFill(bill.steps, entries), 1);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ tokens: 2_010, condensed: 1 });
  });

  it('is explained by the texts that it holds, without those that were summed up', () => {
    const of = (through: number, total: number) =>
      new Map(windowParts(log.events, { through, total }).map((one) => [one.part, one.tokens]));
    expect(of(2, 0).get('summaries')).toBeUndefined();
    const after = of(4, 510);
    expect(after.get('summaries')).toBe(100);
    expect(Array.from(after.values()).reduce((sum, tokens) => sum + tokens, 0)).toBeCloseTo(510, 6);
    // "Two." and "Three." are left of what the agent said.
    expect(after.get('agent')).toBe(2.5);
  });

  it('comes to what the provider counted, also where the texts are longer', () => {
    const { bill: long } = screenOf(longLog({ events: 2_000 }));
    const parts = windowParts(longLog({ events: 2_000 }), { through: 1_999, total: long.windowTokens });
    expect(parts.length).toBeGreaterThan(4);
    expect(parts.reduce((sum, { tokens }) => sum + tokens, 0)).toBeCloseTo(long.windowTokens, 0);
  });

  it('does not hold what other agents said and read', () => {
    const parts = windowParts(WRITTEN_LOGS.delegated(), { through: 1_000, total: 0 });
    const task = 'Find the release notes of version 4 and list what breaks.';
    const person = parts.find(({ part }) => part === 'person');
    expect(person?.tokens).toBeLessThan(task.length / 4);
  });
});
