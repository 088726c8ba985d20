import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { exitCode, output, RuntimeRig } from '../../test/runtime-rig.ts';

const bubblewrap = requires('bubblewrap');

describe.skipIf(!bubblewrap.available)('a state folder in the workspace', () => {
  it('is neither seen nor moved aside with what is around it', async () => {
    await using rig = new RuntimeRig();
    const stateDir = join(rig.workspace, 'deep/er/state');
    mkdirSync(stateDir, { recursive: true });
    const runtime = await rig.start('local', { stateDir });
    expect(await output(runtime, 'ls deep/er/state')).toBe('');
    for (const folder of ['deep', 'deep/er', 'deep/er/state']) {
      expect(await exitCode(runtime, `perl -e 'exit(rename("${folder}", "aside") ? 0 : 1)'`)).not.toBe(0);
    }
    expect(await exitCode(runtime, 'touch deep/file deep/er/file')).toBe(0);
    expect(existsSync(join(stateDir, 'runtimes'))).toBe(true);
  });

  it('that is the workspace itself is refused', async () => {
    await using rig = new RuntimeRig();
    await expect(rig.start('local', { stateDir: rig.workspace })).rejects.toMatchObject({ code: 'usage' });
  });

  it('is hidden together with the folders that are named', async () => {
    await using rig = new RuntimeRig();
    const home = join(rig.workspace, 'home');
    const stateDir = join(home, 'run');
    mkdirSync(stateDir, { recursive: true });
    const runtime = await rig.start('local', { stateDir, hiddenPaths: [home] });
    expect(await output(runtime, 'ls home')).toBe('');
  });
});
