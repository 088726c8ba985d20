import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { create, execute, output, read, run, RuntimeRig, write } from '../../test/runtime-rig.ts';

describe('the cli runtime', () => {
  let rig: RuntimeRig;
  beforeEach(() => {
    rig = new RuntimeRig();
  });
  afterEach(() => rig[Symbol.asyncDispose]());

  it('runs commands in the workspace as the user, in one shell', async () => {
    const runtime = await rig.start('cli');
    expect(runtime.status).toBe('STATUS$READY');
    expect(await output(runtime, 'pwd; id -u')).toBe(`${rig.workspace}\n${process.getuid?.()}`);
    await output(runtime, 'mkdir sub && cd sub && export KEPT=yes');
    expect(await output(runtime, 'echo $KEPT $PWD')).toBe(`yes ${rig.workspace}/sub`);
  });

  it('holds file actions to the workspace', async () => {
    const runtime = await rig.start('cli');
    expect(await execute(runtime, write('inside', 'text'))).toMatchObject({ observation: 'write' });
    expect(await execute(runtime, read('/workspace/inside'))).toMatchObject({
      observation: 'read',
      content: 'text',
    });
    symlinkSync('/etc', join(rig.workspace, 'link'));
    mkdirSync(join(rig.folder, 'workspace2'));
    for (const path of ['/etc/passwd', 'link/passwd', '../workspace2/x', '/proc/self/environ']) {
      expect(await execute(runtime, read(path))).toMatchObject({
        observation: 'error',
        content: expect.stringContaining('not permitted'),
      });
      expect(await execute(runtime, write(path, 'x'))).toMatchObject({ observation: 'error' });
    }
    await execute(runtime, create(join(rig.folder, 'workspace2/y'), 'x'));
    expect(existsSync(join(rig.folder, 'workspace2/y'))).toBe(false);
  });

  it('does not hand on what looks like a secret', async () => {
    process.env['SOME_API_KEY'] = 'value';
    process.env['SANDBOX_ENV_GIVEN'] = 'given';
    try {
      const runtime = await rig.start('cli', { environment: { MORE: 'more' } });
      expect(await output(runtime, 'echo "[$SOME_API_KEY] $GIVEN $MORE"')).toBe('[] given more');
    } finally {
      delete process.env['SOME_API_KEY'];
      delete process.env['SANDBOX_ENV_GIVEN'];
    }
  });

  it('knows after a restart what it did', async () => {
    const first = await rig.start('cli');
    await execute(first, run('echo once >> runs', {}, 900));
    await first.close({ keep: true });
    const second = await rig.start('cli');
    expect(await second.settle(900)).toMatchObject({ state: 'done' });
    await execute(second, run('echo once >> runs', {}, 900));
    expect(readFileSync(join(rig.workspace, 'runs'), 'utf8')).toBe('once\n');
    expect(await second.settle(901)).toEqual({ state: 'unknown' });
  });

  it('ends what it started when it is closed', async () => {
    const runtime = await rig.start('cli');
    const pid = Number(await output(runtime, 'sleep 61 >/dev/null 2>&1 & echo $!'));
    expect(() => process.kill(pid, 0)).not.toThrow();
    await runtime.close({ keep: false });
    await expect
      .poll(() => existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z'))
      .toBe(false);
  });

  it('refuses a network policy that it cannot keep', async () => {
    await expect(rig.start('cli', { network: 'off' })).rejects.toMatchObject({ code: 'usage' });
  });

  it('says which workspaces do not work', async () => {
    writeFileSync(join(rig.folder, 'file'), '');
    await expect(rig.start('cli', { workspace: join(rig.folder, 'none') })).rejects.toMatchObject({
      code: 'workspace_not_found',
    });
    await expect(rig.start('cli', { workspace: join(rig.folder, 'file') })).rejects.toMatchObject({
      code: 'workspace_not_found',
    });
  });
});
