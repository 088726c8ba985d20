import { expect, it } from 'vitest';
import { mergePatch } from './merge-patch.ts';

/** From the appendix of RFC 7396, those whose patch is an object. */
it.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [['a', 'b'], { a: 'b' }, { a: 'b' }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  [undefined, { a: null, b: { c: 1 } }, { b: { c: 1 } }],
])('%j patched with %j is %j', (target, patch, merged) => {
  expect(mergePatch(target, patch)).toEqual(merged);
});

it('reaches no prototype', () => {
  const patch: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
  expect(mergePatch({ a: 1 }, Object(patch))).toHaveProperty('a', 1);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});
