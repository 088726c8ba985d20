import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { output, RuntimeRig } from '../../test/runtime-rig.ts';

it('a compile cache that cannot be written does not end the process that started a sandbox', async () => {
  await using rig = new RuntimeRig();
  const cacheDir = join(rig.folder, 'cache');
  mkdirSync(cacheDir);
  // A file where the folder of the cache belongs: it can never be made, not even by root.
  writeFileSync(join(cacheDir, 'executor-cache'), '');
  const runtime = await rig.start('local', { cacheDir });
  expect(await output(runtime, 'echo works')).toBe('works');
  rmSync(cacheDir, { recursive: true });
  await expect(runtime.close({ keep: false })).resolves.toBeUndefined();
});
