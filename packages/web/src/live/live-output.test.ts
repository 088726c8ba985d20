import { expect, it } from 'vitest';
import { outputAfter } from './live-output.ts';

it('keeps outputs apart', () => {
  const one = outputAfter(new Map(), { actionId: 1, text: 'a' });
  const two = outputAfter(one, { actionId: 2, text: 'b' });
  expect([...outputAfter(two, { actionId: 1, text: 'c' })]).toEqual([
    [1, 'ac'],
    [2, 'b'],
  ]);
  expect([...one]).toEqual([[1, 'a']]);
});

it('keeps the end of a long one, from the beginning of a line', () => {
  let outputs: ReadonlyMap<number, string> = new Map();
  for (let line = 0; line < 40_000; line += 1)
    outputs = outputAfter(outputs, { actionId: 1, text: `line ${line}\n` });
  const text = outputs.get(1) ?? '';
  expect(text.length).toBeLessThanOrEqual(256 * 1024);
  expect(text).toMatch(/^line \d+\n/);
  expect(text.endsWith('line 39999\n')).toBe(true);
});
