import { expect, it } from 'vitest';
import { COMMANDS } from './key-map.ts';
import { matchesKeys, type PressedKey } from './key-match.ts';

const pressed = (key: string, ...held: ('ctrl' | 'meta' | 'alt' | 'shift')[]): PressedKey => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

it.each([
  ['Mod+K', pressed('k', 'ctrl'), false],
  ['Mod+K', pressed('K', 'ctrl'), false],
  ['Mod+K', pressed('k', 'meta'), true],
  ['?', pressed('?', 'shift'), false],
  ['[', pressed('[', 'alt'), true],
  ['J', pressed('j'), false],
  ['Escape', pressed('Escape'), false],
  ['Mod+,', pressed(',', 'ctrl'), false],
])('%s is pressed by %o', (keys, key, apple) => {
  expect(matchesKeys(keys, key, apple)).toBe(true);
});

it.each([
  ['K', pressed('k', 'ctrl'), false],
  ['Mod+K', pressed('k'), false],
  ['Mod+K', pressed('k', 'meta'), false],
  ['Mod+K', pressed('k', 'ctrl'), true],
  ['Mod+K', pressed('k', 'ctrl', 'shift'), false],
  ['J', pressed('J', 'shift'), false],
  ['J', pressed('j', 'alt'), false],
  ['Enter', pressed('Enter', 'shift'), false],
  ['Enter', pressed('Enter', 'ctrl'), false],
])('%s is not pressed by %o', (keys, key, apple) => {
  expect(matchesKeys(keys, key, apple)).toBe(false);
});

it('a key means one thing, but for those that depend on what is asked, open or at work', () => {
  const keys = COMMANDS.flatMap((command) => command.keys ?? []);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  expect(new Set(twice)).toEqual(new Set(['/', 'Enter', 'Escape', 'P']));
});
