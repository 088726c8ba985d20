import { expect, it } from 'vitest';
import { screenOf } from '../../screen/index.ts';
import { longLog, WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { spentOverTime } from './spent-over-time.ts';

it('grows to what was spent, from the left to the right', () => {
  for (const events of [WRITTEN_LOGS.delegated(), longLog({ events: 3_000 })]) {
    const { bill } = screenOf(events);
    const points = spentOverTime(bill.steps, 50);
    expect(points.length).toBeLessThanOrEqual(51);
    expect(points.at(-1)?.usd).toBeCloseTo(bill.usd, 9);
    const shares = points.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeCloseTo(1, 6);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
  }
});

it('passes over answers without a time, and counts them', () => {
  const [first, ...rest] = screenOf(WRITTEN_LOGS.delegated()).bill.steps;
  const steps = first === undefined ? [] : [{ ...first, at: '' }, ...rest];
  const points = spentOverTime(steps, 100);
  expect(points).toHaveLength(rest.length);
  expect(points[0]?.usd).toBeCloseTo((first?.usd ?? 0) + (rest[0]?.usd ?? 0), 9);
  expect(spentOverTime([], 10)).toEqual([]);
});
