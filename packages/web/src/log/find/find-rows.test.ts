import { expect, test } from 'vitest';
import { groups, screenOf, type LogRow } from '../../screen/index.ts';
import { longLog, WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { findRows, nextFound } from './find-rows.ts';

const rowsOf = (events: Parameters<typeof screenOf>[0]): readonly LogRow[] =>
  groups(screenOf(events).entries);
const found = (rows: readonly LogRow[], query: string): readonly number[] =>
  [...findRows(rows, query)].at(-1) ?? [];

test('a text is found in what was said, done and answered, also inside of what another agent did', () => {
  const rows = rowsOf(WRITTEN_LOGS.delegated());
  expect(found(rows, 'LIBRARY@3')).toHaveLength(1);
  expect(found(rows, 'could not resolve host')).toHaveLength(1);
  expect(found(rows, 'nowhere to be found')).toEqual([]);
});

test('what is looked for is a text and no pattern', () => {
  const rows = rowsOf(WRITTEN_LOGS.delegated());
  expect(found(rows, '.*')).toEqual([]);
  expect(found(rows, '(')).toEqual(found(rows, '('));
});

test('what a picture is made of is not searched', () => {
  expect(found(rowsOf(WRITTEN_LOGS.notebook()), 'base64')).toEqual([]);
});

test('what was found comes in parts, so that a long log holds up nobody', () => {
  const rows = rowsOf(longLog({ events: 2_000 }));
  const parts = [...findRows(rows, 'parser')];
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.at(-1)?.length).toBeGreaterThan(parts[0]?.length ?? 0);
});

test('next and previous go around', () => {
  expect(nextFound([2, 5, 9], 5, 1)).toBe(9);
  expect(nextFound([2, 5, 9], 9, 1)).toBe(2);
  expect(nextFound([2, 5, 9], 2, -1)).toBe(9);
  expect(nextFound([2, 5, 9], 6, -1)).toBe(5);
  expect(nextFound([], 0, 1)).toBeUndefined();
});
