import { expect, it } from 'vitest';
import { stored } from './stored.ts';

const asNumber = (value: unknown): number => (typeof value === 'number' ? value : 7);

function memory(entries: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(entries));
  return {
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    key: (index) => [...map.keys()][index] ?? null,
    removeItem: (key) => map.delete(key),
    setItem: (key, value) => map.set(key, value),
  };
}

it('is found again', () => {
  const storage = memory();
  stored('width', asNumber, () => storage).write(12);
  expect(stored('width', asNumber, () => storage).read()).toBe(12);
});

it.each(['no json', '"text"', 'null', '{}'])('what is not ours is as nothing: %s', (text) => {
  expect(stored('width', asNumber, () => memory({ 'capstan.width': text })).read()).toBe(7);
});

it('where storage is forbidden nothing breaks', () => {
  const width = stored('width', asNumber, () => {
    throw new DOMException('', 'SecurityError');
  });
  width.write(12);
  expect(width.read()).toBe(7);
});
