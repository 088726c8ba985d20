import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecentTimes } from './recent-times.ts';

it('remembers what lies in the window, for each name by itself, and never more than it may', () => {
  const steps = fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), pause: fc.nat({ max: 600 }) }));
  fc.assert(
    fc.property(steps, (all) => {
      let now = 0;
      const times = new RecentTimes({ windowMilliseconds: 1_000, perName: 4, now: () => now });
      const noted: { name: string; at: number }[] = [];
      for (const { name, pause } of all) {
        now += pause;
        noted.push({ name, at: now });
        const expected = noted.filter((each) => each.name === name && each.at > now - 1_000).slice(-4);
        expect(times.note(name)).toEqual(expected.map(({ at }) => at));
      }
    }),
  );
});

it('forgets the names that were longest silent', () => {
  const times = new RecentTimes({ windowMilliseconds: 1_000, perName: 4, names: 2, now: () => 0 });
  for (const name of ['a', 'b', 'a', 'c']) times.note(name);
  expect(['a', 'b', 'c'].map((name) => times.of(name).length)).toEqual([2, 0, 1]);
});
