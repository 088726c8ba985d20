import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteDelta, revert } from './byte-delta.ts';
import { type EditEntry, MemoryEditHistory } from './edit-history.ts';

const entry = (size: number, name = ''): EditEntry => ({
  offset: 0,
  removed: Buffer.alloc(size),
  insertedLength: 0,
  created: false,
  afterSha256: name,
});

it('forgets the oldest entries of a file', () => {
  const history = new MemoryEditHistory({ entriesPerFile: 2 });
  for (const name of ['a', 'b', 'c']) history.push('/f', entry(1, name));
  expect(history.last('/f')?.afterSha256).toBe('c');
  history.pop('/f');
  history.pop('/f');
  expect(history.last('/f')).toBeUndefined();
});

it('forgets the files edited longest ago when the bytes run out', () => {
  const history = new MemoryEditHistory({ totalBytes: 3000 });
  for (const path of ['/a', '/b', '/a', '/c']) history.push(path, entry(700));
  expect(history.last('/b')).toBeUndefined();
  expect(history.last('/a')).toBeDefined();
  history.push('/d', entry(9000));
  expect(history.last('/a')).toBeUndefined();
  expect(history.last('/d')).toBeUndefined();
});

it('restores what was there before a change', () => {
  const bytes = fc.uint8Array({ max: 2 }).map((value) => Buffer.from(value));
  fc.assert(
    fc.property(bytes, bytes, (before, after) => {
      expect(revert(after, byteDelta(before, after)).equals(before)).toBe(true);
    }),
  );
  const before = Buffer.alloc(300_000, 'abc');
  const after = Buffer.concat([before.subarray(0, 150_000), Buffer.from('!'), before.subarray(150_003)]);
  const delta = byteDelta(before, after);
  expect(delta.removed.length).toBe(3);
  expect(revert(after, delta).equals(before)).toBe(true);
});
