import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonObjectSchema } from './json-object.ts';

const accepts = (value: unknown): boolean => jsonObjectSchema.safeParse(value).success;

it('takes every object that JSON can carry, as it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), (value) => {
      const carried: unknown = JSON.parse(JSON.stringify(value));
      expect(jsonObjectSchema.parse(carried)).toBe(carried);
    }),
  );
});

it.each([
  null,
  [],
  'text',
  7,
  new Date(0),
  new Uint8Array(1),
  { a: undefined },
  { a: 1n },
  { a: [Number.NaN] },
  { a: { b: new Map() } },
  { a: () => 1 },
])('refuses %o', (value) => {
  expect(accepts(value)).toBe(false);
});

it('refuses what is nested without end', () => {
  const nested = (depth: number): unknown => JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));
  expect([accepts(nested(100)), accepts(nested(101))]).toEqual([true, false]);
  expect(accepts({ a: JSON.parse('['.repeat(500_000) + ']'.repeat(500_000)) })).toBe(false);
});

it('takes many values at once', () => {
  expect(accepts({ a: Array.from({ length: 300_000 }, () => ({})) })).toBe(true);
});
