import { expect, it } from 'vitest';
import { clockText } from './clock-text.ts';
import { axisLabels, breakMarks } from './strip-axis.ts';
import { timeScale } from './time-scale.ts';

const MINUTE = 60_000;
const BEGIN = new Date(2026, 0, 1, 9, 0, 0).getTime();

const work = (start: number, end: number) => ({
  kind: 'command' as const,
  start: BEGIN + start * MINUTE,
  end: BEGIN + end * MINUTE,
});

const seen = (length: number, width: number) => ({ from: 0, pixelsPerUnit: width / length, width });

it('writes times of day by this clock', () => {
  expect(clockText(BEGIN)).toBe('09:00');
  expect(clockText(BEGIN + 61_000, { seconds: true })).toBe('09:01:01');
  expect(clockText('')).toBe('');
});

it('tells each time once, with seconds where less than some minutes are seen', () => {
  const long = timeScale([work(0, 120)]);
  const labels = axisLabels(long, seen(long.length, 600)).map(({ text }) => text);
  expect(labels[0]).toBe('09:01');
  expect(labels).toHaveLength(new Set(labels).size);
  expect(labels).toEqual(labels.toSorted());
  const short = timeScale([work(0, 1)]);
  expect(axisLabels(short, seen(short.length, 600))[1]?.text).toMatch(/^09:00:\d\d$/);
  expect(axisLabels(timeScale([]), seen(1, 0))).toEqual([]);
});

it('marks rests that are seen, and tells how long they were where there is room', () => {
  const scale = timeScale([work(0, 10), work(190, 200)]);
  const [wide] = breakMarks(scale, seen(scale.length, 2_000));
  expect(wide?.text).toBe('3 h');
  const [narrow] = breakMarks(scale, seen(scale.length, 200));
  expect(narrow).toMatchObject({ text: '' });
  const beyond = { ...seen(scale.length, 200), from: scale.length * 2 };
  expect(breakMarks(scale, beyond)).toEqual([]);
});
