import { expect, test } from 'vitest';
import { isControlKey, keyNames, keySequence } from './keys.ts';

test.each([
  ['C-c', '\x03'],
  ['C-C', '\x03'],
  ['C-d', '\x04'],
  ['C-z', '\x1a'],
  ['C-@', '\0'],
  ['C-[', '\x1b'],
  ['C-\\', '\x1c'],
  ['C-_', '\x1f'],
  ['C-?', '\x7f'],
  ['Enter', '\r'],
  ['Up', '\x1b[A'],
])('the key %s sends its sequence', (key, sequence) => {
  expect(keySequence(key)).toBe(sequence);
});

test.each(['', 'c', 'C-', 'C-cc', 'C-1', 'enter', 'Ctrl-C', 'toString'])('%j is no key', (key) => {
  expect(keySequence(key)).toBeUndefined();
});

test('only C- and one character is a control key; names are not', () => {
  expect(['C-c', 'C-z', 'C-]'].every(isControlKey)).toBe(true);
  expect(['C-', 'C-cd', 'Enter', 'c', ...keyNames()].some(isControlKey)).toBe(false);
});
