import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { GitServer } from '../../test/git-server.ts';
import { GitWorkspace } from '../../test/git-workspace.ts';
import { output, RuntimeRig } from '../../test/runtime-rig.ts';
import { diffOf } from '../changes/diff-of.ts';
import { listChanges } from '../changes/list-changes.ts';
import { listWorkspaceFiles } from './list-workspace-files.ts';
import { prepareWorkspace } from './prepare-workspace.ts';
import { readMicroagents } from './read-microagents.ts';

const bubblewrap = requires('bubblewrap');
const ACCOUNT = { username: 'oauth2', password: 'glpat-1234567890' };

describe.each(['cli', 'local'] as const)('the %s runtime', (driver) => {
  test.skipIf(driver === 'local' && !bubblewrap.available)(
    'a workspace from its clone to its diff',
    async () => {
      using origins = new GitWorkspace();
      origins.origin('acme/app', {
        'src/a b.txt': 'one\n',
        '.gitignore': 'out/\n',
        '.openhands/setup.sh': 'mkdir out; echo "set up in $PWD"',
        '.openhands/pre-commit.sh': 'grep -q good src/*; exit',
        '.openhands/microagents/style.md': '---\ntriggers: [css]\n---\nUse grids.',
      });
      await using server = await GitServer.start(join(origins.root, '..'), ACCOUNT);
      await using rig = new RuntimeRig();
      const runtime = await rig.start(driver);
      const { access } = runtime;
      const { username, password } = ACCOUNT;
      const repository = {
        name: 'acme/app',
        url: `http://${username}:${password}@${server.host}/acme/app.git`,
      };
      const prepared = await prepareWorkspace(access, {
        repository,
        gitIdentity: { name: 'Ada', email: 'ada@example.org' },
      });
      expect(prepared).toMatchObject({
        folder: 'app',
        cloned: true,
        setup: { exitCode: 0, output: `set up in ${runtime.workspaceRoot}/app\n` },
        hook: { problem: null },
      });
      expect(await output(runtime, `grep -r ${password} . | wc -l`)).toBe('0');
      expect((await listChanges(access)).changes).toEqual([]);
      expect(await listWorkspaceFiles(access, 'app')).toEqual([
        'app/.openhands/',
        'app/src/',
        'app/.gitignore',
      ]);
      expect((await readMicroagents(access, ['.', 'app'])).microagents).toMatchObject([{ name: 'style' }]);

      await output(runtime, `cd app; echo two > 'src/a b.txt'; git commit -qam bad; cd ..`);
      expect((await listChanges(access)).changes).toEqual([{ status: 'M', path: 'app/src/a b.txt' }]);
      expect(await output(runtime, 'git -C app rev-list --count HEAD')).toBe('1');
      await output(runtime, `cd app; echo good > 'src/a b.txt'; git commit -qam good; cd ..`);
      expect(await output(runtime, 'git -C app config --local user.email')).toBe('ada@example.org');
      expect((await listChanges(access)).changes).toEqual([{ status: 'M', path: 'app/src/a b.txt' }]);
      expect(await diffOf(access, 'app/src/a b.txt')).toEqual({ original: 'one\n', modified: 'good\n' });

      expect(await prepareWorkspace(access, { repository })).toMatchObject({ cloned: false });
    },
  );
});
