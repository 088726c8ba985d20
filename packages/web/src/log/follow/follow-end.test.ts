import { expect, test } from 'vitest';
import { followsAfter, isAtEnd, type ScrollPlace } from './follow-end.ts';

const place = (offset: number, size = 1_000, viewport = 400): ScrollPlace => ({ offset, size, viewport });

test('the end is where nothing more is below, give or take a little', () => {
  expect(isAtEnd(place(600))).toBe(true);
  expect(isAtEnd(place(570))).toBe(true);
  expect(isAtEnd(place(500))).toBe(false);
  expect(isAtEnd(place(0, 100))).toBe(true);
});

test('who is at the end follows it, also who was not before', () => {
  expect(followsAfter(false, place(300), place(600))).toBe(true);
});

test('growing below does not stop it', () => {
  expect(followsAfter(true, place(600), place(600, 1_500))).toBe(true);
});

test('going back stops it, and growing does not begin it again', () => {
  expect(followsAfter(true, place(600), place(420))).toBe(false);
  expect(followsAfter(false, place(420), place(420, 1_500))).toBe(false);
});

test('a list that became shorter, or a window that became higher, moves nobody away from the end', () => {
  expect(followsAfter(true, place(600), place(200, 700))).toBe(true);
  expect(followsAfter(true, place(600), place(450, 1_000, 500))).toBe(true);
});

test('going on without reaching the end begins nothing', () => {
  expect(followsAfter(false, place(100), place(300))).toBe(false);
});
