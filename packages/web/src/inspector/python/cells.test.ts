import { expect, it } from 'vitest';
import { screenOf } from '../../screen/index.ts';
import { WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { cellsOf } from './cells.ts';

it('numbers cells in the order in which they ran', () => {
  const cells = cellsOf(screenOf(WRITTEN_LOGS.notebook()));
  expect(cells.map(({ number, entry }) => [number, entry.progress])).toEqual([
    [1, 'done'],
    [2, 'done'],
    [3, 'failed'],
    [4, 'running'],
  ]);
});

it('has those alone that there were at the moment', () => {
  const events = WRITTEN_LOGS.notebook();
  const [, second] = cellsOf(screenOf(events));
  const before = cellsOf(screenOf(events, (second?.entry.id ?? 0) - 1));
  expect(before.map(({ number }) => number)).toEqual([1]);
  expect(cellsOf(screenOf([]))).toEqual([]);
});
