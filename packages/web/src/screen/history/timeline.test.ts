import { expect, it } from 'vitest';
import { recordedLog } from '../../../test/support/recorded-log.ts';
import { longLog, WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { timelineOf } from './timeline.ts';

it('shows what took time: the model, actions, questions to the person', () => {
  const segments = timelineOf(recordedLog('approvals'));
  expect(segments.map(({ kind }) => kind).join(' ')).toBe(
    'message model command waiting command model waiting message tool model waiting edit model finish',
  );
  const [asked, run] = segments.slice(3, 5);
  expect(asked).toMatchObject({ key: '7.waiting', id: 7, endId: 9 });
  expect(run).toMatchObject({ key: '7', id: 9, endId: 11, start: asked?.end });
});

it('tells where nothing happened', () => {
  const segments = timelineOf(WRITTEN_LOGS.memory());
  const [longest] = segments.toSorted((a, b) => b.gap - a.gap);
  expect(longest).toMatchObject({ kind: 'message', id: 10 });
  expect(longest?.gap).toBeGreaterThan(600_000);
});

it('marks failures and what other agents did, and lets what runs reach to the end', () => {
  const segments = timelineOf(WRITTEN_LOGS.delegated());
  expect(segments.find(({ failed }) => failed)).toMatchObject({ kind: 'command', nested: true });
  const end = Math.max(...segments.map((segment) => segment.end));
  expect(segments.filter(({ key }) => key === '23' || key === '24').map((segment) => segment.end)).toEqual([
    end,
    end,
  ]);
});

it('is in the order of time, with keys of its own, whatever the log holds', () => {
  for (const events of [longLog({ events: 2_000 }), WRITTEN_LOGS.hostile()]) {
    const segments = timelineOf(events);
    const starts = segments.map(({ start }) => start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(new Set(segments.map(({ key }) => key)).size).toBe(segments.length);
    expect(segments.every(({ start, end, gap }) => end >= start && gap >= 0)).toBe(true);
  }
});
