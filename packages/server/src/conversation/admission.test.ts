import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, type Admissible } from './admission.ts';

const session = (conversationId: string, change: Partial<Admissible> = {}): Admissible => ({
  conversationId,
  userId: null,
  place: 'taken',
  idle: false,
  since: 0,
  ...change,
});

describe('admission', () => {
  it('gives free places to those who have waited longest', () => {
    const waiting = [
      session('late', { place: 'waiting', since: 2 }),
      session('early', { place: 'waiting', since: 1 }),
    ];
    expect(admit([session('running'), ...waiting], 2)).toEqual({
      admit: ['early'],
      close: [],
      waiting: [{ conversationId: 'late', ahead: 0 }],
    });
  });

  it('asks the longest idle to make room, never one that works', () => {
    const sessions = [
      session('works', { since: 1 }),
      session('idle-new', { idle: true, since: 5 }),
      session('idle-old', { idle: true, since: 3 }),
      session('newcomer', { place: 'waiting', since: 9 }),
    ];
    expect(admit(sessions, 3)).toEqual({
      admit: [],
      close: ['idle-old'],
      waiting: [{ conversationId: 'newcomer', ahead: 0 }],
    });
  });

  it('asks nobody twice: a place that is being given up is waited for', () => {
    const sessions = [
      session('leaving', { place: 'leaving', idle: true, since: 1 }),
      session('idle', { idle: true, since: 3 }),
      session('newcomer', { place: 'waiting', since: 9 }),
    ];
    expect(admit(sessions, 2)).toEqual({
      admit: [],
      close: [],
      waiting: [{ conversationId: 'newcomer', ahead: 0 }],
    });
  });

  it('counts every user apart, never exceeds the limit and never closes what works', () => {
    const sessions = fc.array(
      fc.record({
        userId: fc.constantFrom(null, 'a', 'b'),
        place: fc.constantFrom<Admissible['place']>('waiting', 'taken', 'leaving'),
        idle: fc.boolean(),
        since: fc.nat(50),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(sessions, fc.integer({ min: 1, max: 5 }), (drawn, limit) => {
        const all = drawn.map((one, index) => ({ ...one, conversationId: String(index) }));
        const result = admit(all, limit);
        const byId = new Map(all.map((one) => [one.conversationId, one]));
        for (const id of result.close) expect(byId.get(id)).toMatchObject({ place: 'taken', idle: true });
        for (const userId of [null, 'a', 'b']) {
          const before = all.filter((one) => one.userId === userId && one.place !== 'waiting').length;
          const added = result.admit.filter((id) => byId.get(id)?.userId === userId).length;
          expect(added === 0 || before + added <= limit).toBe(true);
        }
        const waiting = all.filter((one) => one.place === 'waiting').length;
        expect(result.admit.length + result.waiting.length).toBe(waiting);
      }),
    );
  });
});
