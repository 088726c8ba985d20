import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partialTexts } from './partial-json.ts';

const read = (json: string): Record<string, string> => Object.fromEntries(partialTexts(json));

test('a text is there as far as it has come', () => {
  expect(read('')).toEqual({});
  expect(read('{"comm')).toEqual({});
  expect(read('{"command"')).toEqual({});
  expect(read('{"command": "npm te')).toEqual({ command: 'npm te' });
  expect(read('{"command": "npm test", "path": "/wo')).toEqual({ command: 'npm test', path: '/wo' });
});

test('escapes are what they stand for, and half of one is not there yet', () => {
  expect(read('{"command":"a\\n\\"b\\" \\u00e4')).toEqual({ command: 'a\n"b" ä' });
  expect(read('{"command":"a\\')).toEqual({ command: 'a' });
  expect(read('{"command":"a\\u00')).toEqual({ command: 'a' });
});

test('what is no text is passed over', () => {
  expect(read('{"list":[1,{"path":"no"},"x"],"security_risk":2,"command":"ls"}')).toEqual({ command: 'ls' });
  expect(read('{"list":[1, "un')).toEqual({});
});

test('what is no object gives nothing', () => {
  for (const json of ['[1]', 'null', '"a"', '{{{', '{"a"}', '{a:1}', ']', '{"a":]'])
    expect(read(json)).toEqual({});
});

test('of any object that is cut anywhere, every text is the beginning of what it becomes', () => {
  const values = fc.oneof(fc.string(), fc.integer(), fc.array(fc.string()), fc.constant(null));
  fc.assert(
    fc.property(fc.dictionary(fc.string(), values), fc.nat(200), (object, cut) => {
      const entries = Object.entries(object);
      const json = JSON.stringify(object);
      expect(read(json)).toEqual(
        Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')),
      );
      for (const [key, text] of partialTexts(json.slice(0, cut))) {
        const whole = Object.hasOwn(object, key) ? object[key] : undefined;
        expect(typeof whole === 'string' && whole.startsWith(text)).toBe(true);
      }
    }),
  );
});
