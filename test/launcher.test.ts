import { execFile } from 'node:child_process';
import { mkdtemp, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { CAPSTAN } from './support/program.ts';

const run = promisify(execFile);
const { version } = JSON.parse(await readFile('packages/cli/package.json', 'utf8'));

it('starts from any folder', async () => {
  const { stdout } = await run(CAPSTAN, ['--version'], { cwd: tmpdir() });
  expect(stdout).toBe(`${version}\n`);
});

it('starts through a symlink, as package managers make them', async () => {
  const link = join(await mkdtemp(join(tmpdir(), 'bin-')), 'capstan');
  await symlink(CAPSTAN, link);
  const { stdout } = await run(link, ['--version']);
  expect(stdout).toBe(`${version}\n`);
});

it('starts where the home cannot be written to', async () => {
  const { stdout } = await run(CAPSTAN, ['--version'], { env: { ...process.env, HOME: '/nonexistent' } });
  expect(stdout).toBe(`${version}\n`);
});
