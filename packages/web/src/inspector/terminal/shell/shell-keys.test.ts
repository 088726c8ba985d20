import { expect, it } from 'vitest';
import { keyTaker, type PressedKey } from './shell-keys.ts';

const press = (keys: string, type = 'keydown'): PressedKey => {
  const parts = keys.split('+');
  const has = (name: string): boolean => parts.slice(0, -1).includes(name);
  return {
    type,
    key: parts.at(-1) ?? '',
    ctrlKey: has('Ctrl'),
    shiftKey: has('Shift'),
    metaKey: has('Meta'),
    altKey: has('Alt'),
  };
};

it.each([
  ['a', 'shell'],
  ['Tab', 'shell'],
  ['Escape', 'shell'],
  ['Ctrl+c', 'shell'],
  ['Ctrl+k', 'shell'],
  ['Shift+ArrowUp', 'shell'],
  ['Ctrl+Shift+ArrowUp', 'leave'],
  ['Ctrl+Shift+T', 'page'],
  ['Ctrl+Shift+V', 'page'],
  ['Meta+Shift+N', 'page'],
])('%s is for the %s', (keys, taker) => {
  expect(keyTaker(press(keys), { hasSelection: false })).toBe(taker);
});

it('Ctrl+C copies where something is selected, and interrupts else', () => {
  expect(keyTaker(press('Ctrl+c'), { hasSelection: true })).toBe('copy');
  expect(keyTaker(press('Ctrl+c', 'keyup'), { hasSelection: true })).toBe('page');
  expect(keyTaker(press('c'), { hasSelection: true })).toBe('shell');
});
