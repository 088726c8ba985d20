import { expect, test } from 'vitest';
import { LiveOutput } from './live-output.ts';

test('text arrives whole, without cut characters', () => {
  const seen: string[] = [];
  const live = new LiveOutput((text) => seen.push(text));
  const bytes = Buffer.from('a€b😀c');
  for (const byte of bytes) live.push(Buffer.of(byte));
  live.end();
  expect(seen.join('')).toBe('a€b😀c');
});

test('of a flood the last is handed on, and how much was skipped', () => {
  const seen: [string, number][] = [];
  const live = new LiveOutput((text, omitted) => seen.push([text, omitted]));
  for (let index = 0; index < 1000; index++) live.push(Buffer.from(`${String(index).padStart(999, ' ')}\n`));
  live.end();
  const [text, omitted] = seen[0] ?? ['', 0];
  expect(seen).toHaveLength(1);
  expect(text.length + omitted).toBe(1_000_000);
  expect(text.endsWith(' 999\n')).toBe(true);
  expect(text.length).toBeLessThan(40_000);
});
