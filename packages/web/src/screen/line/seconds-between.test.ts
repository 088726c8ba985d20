import { expect, it } from 'vitest';
import { durationText, secondsBetween } from './seconds-between.ts';

it('counts seconds between times that are known, and never backwards', () => {
  expect(secondsBetween('2026-01-01T00:00:00Z', '2026-01-01T00:01:00.500Z')).toBe(60.5);
  expect(secondsBetween('2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z')).toBe(0);
  expect(secondsBetween('', '2026-01-01T00:00:00Z')).toBeNull();
  expect(secondsBetween('2026-01-01T00:00:00Z', null)).toBeNull();
});

it.each([
  [0, '0.0 s'],
  [0.42, '0.4 s'],
  [9.96, '10 s'],
  [59.6, '1 min'],
  [185, '3 min 5 s'],
  [3_600, '1 h'],
  [7_800, '2 h 10 min'],
  [3_599.9, '1 h'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
