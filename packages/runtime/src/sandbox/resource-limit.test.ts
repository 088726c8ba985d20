import { globSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { execute, exitCode, output, run, RuntimeRig, write } from '../../test/runtime-rig.ts';
import { ExecutorDirectory } from '../driver/executor-directory.ts';
import { probeSandbox } from './probe-sandbox.ts';

const bubblewrap = requires('bubblewrap');
const { limits } = await probeSandbox();
const MIB = 1024 ** 2;

/** Threads of the sandbox, counted from outside. */
function tasksInside(rig: RuntimeRig): number {
  const init = new ExecutorDirectory(rig.stateDir).read(rig.conversationId)?.init.pid;
  const namespace = readlinkSync(`/proc/${init}/ns/pid`);
  return globSync('/proc/[0-9]*').reduce((count, folder) => {
    try {
      const inside = readlinkSync(join(folder, 'ns/pid')) === namespace;
      return inside ? count + readdirSync(join(folder, 'task')).length : count;
    } catch {
      // It has ended.
      return count;
    }
  }, 0);
}

describe.skipIf(!bubblewrap.available || limits.memory === 'none')('a sandbox with little memory', () => {
  it('loses the command that wants more, says so, and goes on', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local', { limits: { memoryBytes: 256 * MIB } });
    await output(runtime, 'export KEPT=yes');
    const observation = await execute(
      runtime,
      run(`head -c ${limits.memory === 'group' ? 600 : 1600}M /dev/zero | tail > /dev/null`),
    );
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
    const runtime = await rig.start('local', { limits: { processes: 64 }, noChangeTimeoutSeconds: 0.5 });
    const more = await execute(runtime, run('seq 200 | xargs -P 200 -I{} sleep 300 2>/dev/null'));
    expect(more).toMatchObject({ observation: 'run', extras: { metadata: { exit_code: -1 } } });
    const count = tasksInside(rig);
    expect(count).toBeGreaterThan(32);
    expect(count).toBeLessThanOrEqual(64);
    // The executor still does all that it does.
    expect(await execute(runtime, write('file', 'text'))).toMatchObject({ observation: 'write' });
    await execute(runtime, run('C-c', { is_input: true }));
    expect(await output(runtime, 'echo alive')).toBe('alive');
  });
});

describe.skipIf(!bubblewrap.available || limits.fileSize === 'none')('a sandbox with small files', () => {
  it('writes no file beyond them', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local', { limits: { fileSizeBytes: 10 * MIB, openFiles: 2048 } });
    expect(await exitCode(runtime, 'head -c 20M /dev/zero > large')).not.toBe(0);
    expect(await output(runtime, 'stat -c %s large; ulimit -n')).toBe(`${10 * MIB}\n2048`);
    expect(await exitCode(runtime, 'head -c 9M /dev/zero > small')).toBe(0);
  });
});
