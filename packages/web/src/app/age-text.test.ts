import { expect, it } from 'vitest';
import { ageGroup, ageText } from './age-text.ts';

const now = new Date(2026, 5, 15, 12, 0, 0).getTime();
const ago = (seconds: number): string => new Date(now - seconds * 1_000).toISOString();
const HOUR = 3_600;
const DAY = 24 * HOUR;

it.each([
  [-5, 'now'],
  [59, 'now'],
  [60, '1 min'],
  [HOUR - 1, '59 min'],
  [HOUR, '1 h'],
  [DAY, '1 d'],
  [13 * DAY, '13 d'],
  [14 * DAY, '2 w'],
  [364 * DAY, '52 w'],
  [366 * DAY, '1 y'],
])('%i seconds ago is %s', (seconds, text) => {
  expect(ageText(ago(seconds), now)).toBe(text);
});

it.each([
  [0, 'Today'],
  [11 * HOUR, 'Today'],
  [13 * HOUR, 'Yesterday'],
  [35 * HOUR, 'Yesterday'],
  [37 * HOUR, 'Last 7 days'],
  [7 * DAY, 'Last 7 days'],
  [8 * DAY, 'Older'],
])('%i seconds before noon is %s', (seconds, group) => {
  expect(ageGroup(ago(seconds), now)).toBe(group);
});
