import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CompileCache } from './compile-cache.ts';

it('is filled by one at a time, so that nobody publishes or removes what another one is filling', () => {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-cache-'));
  const [one, other] = [new CompileCache(folder, 'v1'), new CompileCache(folder, 'v1')];
  const filling = one.open();
  expect(filling).toBeDefined();
  expect(other.open()).toBeUndefined();
  writeFileSync(join(filling ?? '', 'code'), '');
  one.publish(filling ?? '');
  expect(other.folder).toBe(one.folder);
});

it('that somebody began to fill and never finished is begun anew', () => {
  const cache = new CompileCache(mkdtempSync(join(tmpdir(), 'capstan-cache-')), 'v1');
  const left = cache.open() ?? '';
  const longAgo = new Date(Date.now() - 5 * 60_000);
  utimesSync(left, longAgo, longAgo);
  expect(cache.open()).toBe(left);
});
