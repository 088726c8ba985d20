import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeEach, expect, it } from 'vitest';
import { build } from './build.ts';
import { BuildError } from './build-error.ts';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));

const CLI = 'packages/cli/src/main.ts';
const SOURCES = {
  'package-lock.json': '{}',
  [CLI]: [
    "const executor = new URL('../../runtime/src/executor/main.ts', import.meta.url);",
    "const prompt = new URL('./prompt.md', import.meta.url);",
    "if (process.argv[2] === 'urls') console.log(executor.pathname, prompt.pathname);",
    "else console.log((await import('./heavy.ts')).heavy);",
  ].join('\n'),
  'packages/cli/src/heavy.ts': "export const heavy: string = 'heavy';",
  'packages/cli/src/prompt.md': 'You are …',
  'packages/runtime/src/executor/main.ts': "console.log('executor');",
  'packages/storage/src/sqlite/sqlite-worker.ts': "console.log('worker');",
};

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-'));
  for (const [path, text] of Object.entries(SOURCES)) await write(path, text);
  await cp(join(repository, 'scripts/build/launcher'), join(root, 'scripts/build/launcher'), {
    recursive: true,
  });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function capstan(...args: string[]): Promise<string> {
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` };
  return (await run(join(root, 'dist/bin/capstan'), args, { env })).stdout.trim();
}

it('builds programs that run and find each other', async () => {
  await expect(build({ root })).resolves.toBe('built');
  expect(await capstan()).toBe('heavy');
  const [executor = '', prompt = ''] = (await capstan('urls')).split(' ');
  expect((await run(process.execPath, [executor])).stdout).toBe('executor\n');
  expect(await readFile(prompt, 'utf8')).toBe('You are …');
});

it('builds again only when a content changed', async () => {
  await build({ root });
  await expect(build({ root })).resolves.toBe('unchanged');
  await utimes(join(root, CLI), new Date(), new Date(0));
  await expect(build({ root })).resolves.toBe('unchanged');
  await write('packages/cli/src/heavy.test.ts', 'a test is no source');
  await expect(build({ root })).resolves.toBe('unchanged');
  await write('packages/cli/src/heavy.ts', "export const heavy = 'changed';");
  await expect(build({ root })).resolves.toBe('built');
  expect(await capstan()).toBe('changed');
});

it('builds again when something is gone from dist', async () => {
  await build({ root });
  await rm(join(root, 'dist/executor'), { recursive: true });
  await expect(build({ root })).resolves.toBe('built');
  expect(existsSync(join(root, 'dist/executor/executor.js'))).toBe(true);
});

it('keeps the parts of the build before for programs that are running', async () => {
  await build({ root });
  const before: { files: string[] } = JSON.parse(await readFile(join(root, 'dist/.build.json'), 'utf8'));
  const heavy = before.files.find((file) => file.startsWith('heavy-')) ?? '';
  await write('packages/cli/src/heavy.ts', "export const heavy = 'changed';");
  await build({ root });
  expect(existsSync(join(root, 'dist', heavy))).toBe(true);
});

it('runs where its folder cannot be written to', async () => {
  await build({ root });
  await chmod(join(root, 'dist'), 0o555);
  try {
    expect(await capstan()).toBe('heavy');
  } finally {
    await chmod(join(root, 'dist'), 0o755);
  }
});

it.each([
  ['a missing program', CLI, undefined, `missing: ${CLI}`],
  [
    'a missing neighbour',
    CLI,
    "new URL('./gone.md', import.meta.url);",
    'packages/cli/src/gone.md, which does not exist',
  ],
  [
    'a neighbour that is not built',
    CLI,
    "new URL('./heavy.ts', import.meta.url);",
    'not among scripts/build/entries.ts',
  ],
  [
    'a place that a bundle does not have',
    CLI,
    'console.log(import.meta.dirname);',
    'uses import.meta.dirname',
  ],
  ['a faulty source', CLI, 'const = 1;', CLI],
])('refuses %s', async (_what, path, text, complaint) => {
  if (text === undefined) await rm(join(root, path));
  else await write(path, text);
  const failure = await build({ root }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(BuildError);
  expect(String(failure)).toContain(complaint);
  expect(existsSync(join(root, 'dist'))).toBe(false);
});
