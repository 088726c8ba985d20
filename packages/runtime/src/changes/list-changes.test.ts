import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GitWorkspace } from '../../test/git-workspace.ts';
import { diffOf } from './diff-of.ts';
import { listChanges } from './list-changes.ts';

async function listed(workspace: GitWorkspace): Promise<string[]> {
  const { changes } = await listChanges(workspace.access);
  return changes.map(({ status, path }) => `${status} ${path}`);
}

describe('what is compared', () => {
  test('a workspace without git has no changes and no repositories', async () => {
    using workspace = new GitWorkspace();
    workspace.write('file', 'text');
    const found = await listChanges(workspace.access);
    expect(found).toEqual({ repositories: 0, changes: [], unreadable: [], truncated: false });
  });

  test('without an origin everything is new', async () => {
    using workspace = new GitWorkspace();
    workspace.git('.', 'init', '--quiet');
    workspace.write('committed', '1');
    workspace.commit('.');
    workspace.write('untracked', '1');
    expect(await listed(workspace)).toEqual(['A committed', 'A untracked']);
  });

  test('without an origin, but with a commit from before the work, what came since is new', async () => {
    using workspace = new GitWorkspace();
    workspace.git('.', 'init', '--quiet');
    workspace.write('kept', '1');
    workspace.write('changed', '1');
    workspace.commit('.');
    workspace.write('changed', '2');
    const since = new Date(Date.now() + 3_600_000).toISOString();
    const { changes } = await listChanges(workspace.access, { since });
    expect(changes).toEqual([{ status: 'M', path: 'changed' }]);
    expect(await diffOf(workspace.access, 'changed', { since })).toEqual({ original: '1', modified: '2' });
    const before = new Date(Date.now() - 3_600_000).toISOString();
    expect((await listChanges(workspace.access, { since: before })).changes).toHaveLength(2);
  });

  test('a repository without a commit, in either format of objects', async () => {
    using workspace = new GitWorkspace();
    for (const format of ['sha1', 'sha256']) {
      workspace.git('.', 'init', '--quiet', `--object-format=${format}`, format);
      workspace.write(`${format}/staged`, '1');
      workspace.git(format, 'add', 'staged');
    }
    expect(await listed(workspace)).toEqual(['A sha1/staged', 'A sha256/staged']);
  });

  test('committed, staged, changed and untracked alike, ignored files not', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', {
      changed: '1',
      removed: '1',
      committed: '1',
      staged: '1',
      same: '1',
      '.gitignore': 'out',
    });
    workspace.write('committed', '2');
    workspace.commit('.');
    workspace.write('staged', '2');
    workspace.git('.', 'add', 'staged');
    workspace.write('changed', '2');
    workspace.remove('removed');
    workspace.write('folder/added', '1');
    workspace.write('out/built', '1');
    expect(await listed(workspace)).toEqual([
      'M changed',
      'M committed',
      'A folder/added',
      'D removed',
      'M staged',
    ]);
  });

  test('a branch that origin has is compared with that branch', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { file: '1' });
    workspace.git('.', 'switch', '--quiet', '--create', 'topic');
    workspace.write('pushed', '1');
    workspace.commit('.');
    workspace.git('.', 'push', '--quiet', 'origin', 'topic');
    workspace.write('unpushed', '1');
    workspace.commit('.');
    expect(await listed(workspace)).toEqual(['A unpushed']);
  });

  test('a branch that origin has not is compared with where it left the default branch', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { file: '1' });
    workspace.git('.', 'switch', '--quiet', '--create', 'topic');
    workspace.write('mine', '1');
    workspace.commit('.');
    workspace.git('.', 'switch', '--quiet', 'main');
    workspace.write('theirs', '1');
    workspace.commit('.');
    workspace.git('.', 'push', '--quiet', 'origin', 'main');
    workspace.git('.', 'switch', '--quiet', 'topic');
    expect(await listed(workspace)).toEqual(['A mine']);
    workspace.git('.', 'checkout', '--quiet', '--detach');
    expect(await listed(workspace)).toEqual(['A mine']);
  });

  test('a branch without common history is compared with the default branch itself', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { old: '1' });
    workspace.git('.', 'checkout', '--quiet', '--orphan', 'fresh');
    workspace.git('.', 'rm', '--quiet', '-r', '--force', '.');
    workspace.write('fresh', '1');
    workspace.commit('.');
    expect(await listed(workspace)).toEqual(['A fresh', 'D old']);
  });
});

describe('how a change is told', () => {
  test('a rename is a file that went and one that came; a copy is one that came', async () => {
    using workspace = new GitWorkspace();
    const text = 'a line that is long enough to be found again\n'.repeat(5);
    workspace.clone('.', { old: text, kept: text });
    workspace.git('.', 'config', 'diff.renames', 'copies');
    workspace.git('.', 'mv', 'old', 'renamed');
    workspace.write('copied', text);
    workspace.git('.', 'add', 'copied');
    expect(await listed(workspace)).toEqual(['A copied', 'D old', 'A renamed']);
  });

  test('a conflict is unmerged', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { file: '1\n', other: '1\n' });
    workspace.git('.', 'switch', '--quiet', '--create', 'topic');
    workspace.write('file', '2\n');
    workspace.commit('.');
    workspace.git('.', 'switch', '--quiet', 'main');
    workspace.write('file', '3\n');
    workspace.commit('.');
    expect(() => workspace.git('.', 'merge', 'topic')).toThrow('Command failed');
    expect(await listed(workspace)).toEqual(['U file']);
  });

  test('a file that became a link, and one that left the index but is still there, are modified', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { type: '1', dropped: '1' });
    workspace.remove('type');
    symlinkSync('dropped', join(workspace.root, 'type'));
    workspace.git('.', 'rm', '--quiet', '--cached', 'dropped');
    expect(await listed(workspace)).toEqual(['M dropped', 'M type']);
  });

  test('names with spaces, quotes, line breaks and other scripts made the list of OpenHands fail', async () => {
    using workspace = new GitWorkspace();
    const names = [
      'a b.txt',
      ' blank first',
      "it's",
      'say "hi"',
      'two\nlines',
      'tab\there',
      'Grüße/日本語',
      '-rf',
      '? x',
      ':(top)y',
    ];
    workspace.clone('.', Object.fromEntries(names.map((name) => [name, '1'])));
    for (const name of names) workspace.write(name, '2');
    workspace.write('new file\n', '1');
    expect(await listed(workspace)).toEqual(
      [...names.map((name) => `M ${name}`), 'A new file\n'].toSorted(byPath),
    );
  });

  test('any names', async () => {
    const letter = fc.constantFrom(...Array.from('ab .\n\t"\'\\$`*?[:é日\u{1f600}'));
    const segment = fc
      .array(letter, { minLength: 1, maxLength: 6 })
      .map((letters) => letters.join(''))
      .filter((name) => !/^\.{1,2}$/.test(name));
    const names = fc.uniqueArray(segment, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(names, names, async (files, folders) => {
        using workspace = new GitWorkspace();
        workspace.git('.', 'init', '--quiet');
        const paths = files.map((file, index) => `${folders[index % folders.length] ?? ''}+/${file}`);
        for (const [index, path] of paths.entries()) {
          workspace.write(path, '1');
          if (index % 2 === 0) workspace.git('.', '--literal-pathspecs', 'add', '--', path);
        }
        expect(await listed(workspace)).toEqual(paths.map((path) => `A ${path}`).toSorted(byPath));
      }),
      { numRuns: 15 },
    );
  });
});

function byPath(a: string, b: string): number {
  return a.slice(2) < b.slice(2) ? -1 : 1;
}

describe('repositories in folders', () => {
  test('are examined beside the workspace, with their folder before each path', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { root: '1' });
    workspace.clone('my app', { file: '1' });
    workspace.clone('.hidden', { file: '1' });
    workspace.write('root', '2');
    workspace.write('my app/file', '2');
    workspace.write('my app/src/new', '1');
    workspace.write('.hidden/file', '2');
    const found = await listChanges(workspace.access);
    expect(found.repositories).toBe(3);
    expect(found.changes.map(({ status, path }) => `${status} ${path}`)).toEqual([
      'M .hidden/file',
      'M my app/file',
      'A my app/src/new',
      'M root',
    ]);
  });

  test('child2.txt beside a repository named child vanished', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('.', { 'child2.txt': '1' });
    workspace.clone('child', { file: '1' });
    workspace.write('child2.txt', '2');
    workspace.write('child-notes', '1');
    expect(await listed(workspace)).toEqual(['A child-notes', 'M child2.txt']);
  });

  test('links to repositories are not examined twice', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('app', { file: '1' });
    symlinkSync('app', join(workspace.root, 'link'));
    workspace.write('app/file', '2');
    expect(await listed(workspace)).toEqual(['M app/file']);
  });

  test('a broken one is named and hides none of the others', async () => {
    using workspace = new GitWorkspace();
    workspace.clone('broken', { file: '1' });
    workspace.clone('whole', { file: '1' });
    workspace.write('whole/file', '2');
    workspace.write('broken/.git/config', '[core\n');
    const found = await listChanges(workspace.access);
    expect(found.changes).toEqual([{ status: 'M', path: 'whole/file' }]);
    expect(found.repositories).toBe(1);
    expect(found.unreadable).toEqual([{ folder: 'broken', reason: expect.stringContaining('config') }]);
  });

  test('a workspace that is a folder of a repository shows what is in it', async () => {
    using workspace = new GitWorkspace();
    workspace.git('..', 'init', '--quiet');
    workspace.write('../outside', '1');
    workspace.write('inside', '1');
    expect(await listed(workspace)).toEqual(['A inside']);
  });
});

test('programs that the configuration of a repository names do not run', async () => {
  using workspace = new GitWorkspace();
  workspace.clone('.', { file: '1', '.gitattributes': '* diff=evil\n' });
  const witness = join(workspace.root, '..', 'witness');
  const trap = join(workspace.root, '..', 'trap');
  workspace.write('../trap', `#!/bin/sh\ntouch "${witness}"\n`);
  chmodSync(trap, 0o700);
  for (const key of [
    'core.fsmonitor',
    'diff.external',
    'diff.evil.command',
    'diff.evil.textconv',
    'core.pager',
  ]) {
    workspace.git('.', 'config', key, trap);
  }
  mkdirSync(join(workspace.root, '.git/hooks'), { recursive: true });
  workspace.write('.git/hooks/post-index-change', `#!/bin/sh\n"${trap}"\n`);
  chmodSync(join(workspace.root, '.git/hooks/post-index-change'), 0o700);
  workspace.write('file', '2');
  expect(await listed(workspace)).toEqual(['M file']);
  expect(existsSync(witness)).toBe(false);
});

test('ends when it is aborted', async () => {
  using workspace = new GitWorkspace();
  workspace.clone('.', { file: '1' });
  const aborted = AbortSignal.abort();
  await expect(listChanges(workspace.access, { signal: aborted })).rejects.toMatchObject({
    code: 'cancelled',
  });
});
