import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rank, ranked } from './rank.ts';

const best = (typed: string, ...texts: string[]): string[] => ranked(texts, typed, (text) => text);

it('puts what begins a word before what is inside one', () => {
  expect(best('set', 'Reset', 'Settings', 'Open settings')).toEqual(['Settings', 'Open settings', 'Reset']);
});

it('finds by the first letters of words', () => {
  expect(best('nc', 'Pause the agent', 'New conversation', 'Once')).toEqual(['New conversation', 'Once']);
});

it('does not find what is not there', () => {
  expect(best('xyz', 'Settings')).toEqual([]);
});

it('keeps the order while nothing was typed', () => {
  expect(best('  ', 'b', 'a', 'c')).toEqual(['b', 'a', 'c']);
});

it('every part of a text finds it', () => {
  const text = fc.string({ minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (whole, a, b) => {
      const [from = 0, to = 0] = [a % whole.length, b % whole.length].toSorted((x, y) => x - y);
      const part = whole.slice(from, to + 1).trim();
      expect(rank(part, whole)).toBeGreaterThan(0);
    }),
  );
});
