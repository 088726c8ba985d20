import { describe, expect, it } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { execute, exitCode, output, run, RuntimeRig } from '../../test/runtime-rig.ts';
import { probeSandbox } from './probe-sandbox.ts';

const bubblewrap = requires('bubblewrap');
const { limits } = await probeSandbox();
const MIB = 1024 ** 2;

describe.skipIf(!bubblewrap.available || limits.memory === 'none')('a sandbox with little memory', () => {
  it('loses the command that wants more, says so, and goes on', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local', { limits: { memoryBytes: 256 * MIB } });
    await output(runtime, 'export KEPT=yes');
    const observation = await execute(runtime, run('head -c 600M /dev/zero | tail > /dev/null'));
    expect(observation).toMatchObject({ observation: 'run', success: false });
    if (limits.memory === 'group' && observation.observation === 'run') {
      expect(observation.extras.metadata.suffix).toContain(
        'ran out of memory: all commands of this sandbox together may use 256 MB',
      );
    }
    expect(await output(runtime, 'echo $KEPT')).toBe('yes');
  });
});

describe.skipIf(!bubblewrap.available || limits.processes === 'none')('a sandbox with few processes', () => {
  it('stops a command that starts ever more', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local', { limits: { processes: 64 } });
    const started = 'for i in $(seq 200); do sleep 30 & done 2>/dev/null; jobs -p | wc -l';
    expect(
      Number((await output(runtime, `bash -c '${started}' 2>/dev/null; pkill sleep; true`)) || 0),
    ).toBeLessThan(64);
    expect(await output(runtime, 'echo alive')).toBe('alive');
  });
});

describe.skipIf(!bubblewrap.available || limits.fileSize === 'none')('a sandbox with small files', () => {
  it('writes no file beyond them', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local', { limits: { fileSizeBytes: 10 * MIB, openFiles: 64 } });
    expect(await exitCode(runtime, 'head -c 20M /dev/zero > large')).not.toBe(0);
    expect(await output(runtime, 'stat -c %s large; ulimit -n')).toBe(`${10 * MIB}\n64`);
    expect(await exitCode(runtime, 'head -c 9M /dev/zero > small')).toBe(0);
  });
});
