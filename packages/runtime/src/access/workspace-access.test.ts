import { randomBytes } from 'node:crypto';
import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { RuntimeRig } from '../../test/runtime-rig.ts';

it.each(['local', 'cli'] as const)('smoke %s', async (driver) => {
  await using rig = new RuntimeRig();
  const runtime = await rig.start(driver);
  writeFileSync(join(rig.workspace, 'a'), 'hello');
  expect(await runtime.access.list('.')).toEqual([{ name: 'a', type: 'file', sizeBytes: 5 }]);
  const { sizeBytes, body } = await runtime.access.read('a');
  expect(sizeBytes).toBe(5);
  expect((await buffer(body)).toString()).toBe('hello');
  const bytes = randomBytes(3_000_000);
  expect(await runtime.access.write('x/y/z', Readable.from([bytes]), { maxBytes: 3_000_000 })).toEqual({
    path: join(rig.workspace, 'x/y/z'),
    sizeBytes: 3_000_000,
  });
  expect(readFileSync(join(rig.workspace, 'x/y/z')).equals(bytes)).toBe(true);
  await expect(
    runtime.access.write('x/q/z', Readable.from([bytes]), { maxBytes: 2_000_000 }),
  ).rejects.toMatchObject({ code: 'file_too_large' });
  expect((await runtime.access.list('x')).map(({ name }) => name)).toEqual(['y']);
  const result = await runtime.access.run({
    program: 'sh',
    args: ['-c', 'cat; echo err >&2; exit 3'],
    input: 'given',
  });
  expect(result).toMatchObject({ exitCode: 3, stderr: 'err\n', truncated: false, timedOut: false });
  expect(Buffer.from(result.stdout).toString()).toBe('given');
});
