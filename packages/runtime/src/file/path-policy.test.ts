import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FileEditor, type PathPolicy, workspaceConfinement } from './index.ts';

let base: string;
let root: string;
let policy: PathPolicy;

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'capstan-policy-')));
  root = join(base, 'ws');
  await mkdir(root);
  await mkdir(join(base, 'ws2'));
  policy = workspaceConfinement(root, { alias: '/workspace' });
});
afterEach(async () => {
  await rm(base, { recursive: true });
});

it('lets through the root, what is in it and what is not there yet', async () => {
  expect(await policy(root)).toEqual({ ok: true, path: root });
  expect(await policy(join(root, 'a/b.txt'))).toEqual({ ok: true, path: join(root, 'a/b.txt') });
  expect(await policy(`${root}/..ok`)).toEqual({ ok: true, path: join(root, '..ok') });
});

it('maps the alias by whole names', async () => {
  expect(await policy('/workspace')).toEqual({ ok: true, path: root });
  expect(await policy('/workspace/a')).toEqual({ ok: true, path: join(root, 'a') });
  expect((await policy('/workspace2/a')).ok).toBe(false);
  expect((await policy('/workspace/../etc/passwd')).ok).toBe(false);
});

it.each(['/etc/passwd', '../ws2/x', '..', 'a/../../ws2', 'missing/../../ws2/x', '../ws2'])(
  'keeps out %s',
  async (path) => {
    const decision = await policy(path.startsWith('/') ? path : `${root}/${path}`);
    expect(decision).toMatchObject({
      ok: false,
      reason: expect.stringContaining('File access not permitted'),
    });
  },
);

it('follows links before it judges', async () => {
  await symlink('../ws2', join(root, 'out'));
  await symlink('../ws2/not-yet', join(root, 'dangling'));
  await symlink('real', join(root, 'in'));
  await symlink('loop', join(root, 'loop'));
  expect((await policy(join(root, 'out'))).ok).toBe(false);
  expect((await policy(join(root, 'out/new.txt'))).ok).toBe(false);
  expect((await policy(join(root, 'dangling'))).ok).toBe(false);
  expect((await policy(join(root, 'loop'))).ok).toBe(false);
  expect(await policy(join(root, 'in'))).toEqual({ ok: true, path: join(root, 'real') });
});

it('accepts a root that is itself behind a link', async () => {
  await symlink(root, join(base, 'link'));
  expect(await workspaceConfinement(join(base, 'link'))(join(base, 'link/a'))).toEqual({
    ok: true,
    path: join(root, 'a'),
  });
});

it('holds the editor', async () => {
  const editor = new FileEditor({ policy });
  await writeFile(join(base, 'ws2/secret'), 'x');
  await symlink('../ws2/secret', join(root, 'link'));
  const result = await editor.execute({ command: 'view', path: join(root, 'link') });
  expect(result).toMatchObject({ ok: false, text: expect.stringContaining('outside of the workspace') });
  expect((await editor.execute({ command: 'create', path: '/workspace/new', file_text: '' })).ok).toBe(true);
});
