import { expect, it } from 'vitest';
import { longLog } from '../../stories/logs/index.ts';
import { screenOf } from '../screen-of.ts';
import { createHistory } from './screen-history.ts';

const MILLISECONDS_OF_A_FRAME = 16;

it('looks at any moment of 10,000 events within a frame', () => {
  const events = longLog();
  const history = createHistory(events);
  const moments = Array.from({ length: 300 }, (_, index) => (index * 7_919) % events.length);
  const began = performance.now();
  for (const moment of moments) history.at(moment);
  const milliseconds = (performance.now() - began) / moments.length;
  expect(milliseconds).toBeLessThan(MILLISECONDS_OF_A_FRAME);
  for (const moment of moments.slice(0, 3)) expect(history.at(moment)).toEqual(screenOf(events, moment));
});

it('is the live screen at its end, and empty before its beginning', () => {
  const history = createHistory(longLog({ events: 50 }));
  expect(history.at(49)).toBe(history.state);
  expect(history.at(1_000)).toBe(history.state);
  expect(history.at(-1)).toEqual(screenOf([]));
  expect(history.events).toHaveLength(50);
});
