import { expect, test } from 'vitest';
import { restBeforeDraw } from './pace.ts';

test.each([
  ['what is drawn quickly is drawn at once', { cost: 2, since: 16 }, 0],
  ['what takes long waits', { cost: 50, since: 20 }, 180],
  ['and is drawn when it has waited', { cost: 50, since: 300 }, 0],
  ['but not for ever', { cost: 5_000, since: 0 }, 4_000],
])('%s', (_what, times, rest) => {
  expect(restBeforeDraw(times)).toBe(rest);
});
