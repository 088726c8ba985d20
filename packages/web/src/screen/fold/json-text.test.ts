import { parseEvent } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { screenOf } from '../screen-of.ts';
import { jsonText } from './json-text.ts';

/** Deeper than the stack of whoever walks it. */
function deep(): unknown {
  let value: unknown = [];
  for (let depth = 0; depth < 200_000; depth += 1) value = [value];
  return value;
}

it('names what is nested too deeply to be written', () => {
  expect(jsonText({ a: 1 })).toBe('{\n  "a": 1\n}');
  expect(jsonText(deep())).toMatch(/^\(cannot be shown/);
});

it('an event that is nested too deeply does not end the screen', () => {
  const event = { ...parseEvent({ action: 'of-later', args: { value: deep() } }), id: 0 };
  expect(screenOf([event]).entries).toMatchObject([
    { kind: 'unknown', json: expect.stringContaining('cannot') },
  ]);
});
