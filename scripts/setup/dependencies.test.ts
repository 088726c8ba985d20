import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';

const { isInstalled } = await import(new URL('./dependencies.mjs', import.meta.url).href);

const LOCKED = {
  '': { name: 'workspace' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/for-other-platforms': { version: '1.0.0', integrity: 'sha512-o', optional: true },
  'node_modules/@capstan/agent': { resolved: 'packages/agent', link: true },
  'packages/agent': { version: '0.1.0' },
};
const { '': _workspace, 'node_modules/for-other-platforms': _absent, ...INSTALLED } = LOCKED;

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'deps-'));
  await mkdir(join(root, 'node_modules'));
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages: LOCKED }));
});

async function note(packages: Record<string, unknown>): Promise<void> {
  await writeFile(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
}

it('takes what npm noted for installed, without the other platforms', async () => {
  await note(INSTALLED);
  expect(isInstalled(root)).toBe(true);
});

it('takes an install that was cut short for none', () => {
  expect(isInstalled(root)).toBe(false);
});

it.each([
  ['a package is missing', { 'node_modules/a': undefined }],
  ['a version differs', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
  ['a content differs', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } }],
  ['a workspace package is not linked', { 'node_modules/@capstan/agent': { version: '0.1.0' } }],
  ['something is left over', { 'node_modules/z': { version: '1.0.0' } }],
])('installs again when %s', async (_what, change) => {
  await note({ ...INSTALLED, ...change });
  expect(isInstalled(root)).toBe(false);
});
