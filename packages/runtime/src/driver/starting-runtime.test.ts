import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { execute, run, RuntimeRig } from '../../test/runtime-rig.ts';
import { createRuntime } from './runtime-registry.ts';
import { StartingRuntime } from './starting-runtime.ts';

function starting(rig: RuntimeRig, workspace: string): StartingRuntime {
  const { stateDir, conversationId } = rig;
  const runtime = createRuntime('cli', { workspace, stateDir, conversationId });
  return new StartingRuntime(runtime, new AbortController().signal);
}

describe('a runtime that is still starting', () => {
  it('takes actions and requests for its workspace, which wait for the start', async () => {
    await using rig = new RuntimeRig();
    writeFileSync(join(rig.workspace, 'file'), 'text');
    const runtime = starting(rig, rig.workspace);
    const list = runtime.access.list('.');
    expect(await execute(runtime, run('echo ran'))).toMatchObject({
      content: expect.stringContaining('ran'),
    });
    expect(await list).toEqual([{ name: 'file', type: 'file', sizeBytes: 4 }]);
    await runtime.close({ keep: false });
    await expect(runtime.access.list('.')).rejects.toMatchObject({ code: 'runtime_disconnected' });
  });

  it('fails both with the reason why it could not start', async () => {
    await using rig = new RuntimeRig();
    const runtime = starting(rig, join(rig.folder, 'none'));
    await expect(execute(runtime, run('true'))).rejects.toMatchObject({ code: 'workspace_not_found' });
    await expect(runtime.access.list('.')).rejects.toMatchObject({ code: 'workspace_not_found' });
    await runtime.close({ keep: false });
  });
});
