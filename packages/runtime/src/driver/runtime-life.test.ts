import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Runtime } from '@capstan/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { execute, output, run, RuntimeRig } from '../../test/runtime-rig.ts';
import { isRunning, killProcess } from '../sandbox/process-identity.ts';
import { ExecutorDirectory, type ExecutorEntry } from './executor-directory.ts';
import { reapOrphans } from './reap-orphans.ts';

const bubblewrap = requires('bubblewrap');
const CALLER = fileURLToPath(new URL('../../test/caller.ts', import.meta.url));

function entryOf(rig: RuntimeRig): ExecutorEntry {
  const entry = new ExecutorDirectory(rig.stateDir).read(rig.conversationId);
  if (entry === undefined) throw new Error('no sandbox is recorded');
  return entry;
}

/** How the executor in a sandbox fares, as the kernel puts it: it is the first child of the first process. */
function stateOfExecutor(init: number): string | undefined {
  const [child] = readFileSync(`/proc/${init}/task/${init}/children`, 'utf8').split(' ');
  return /^State:\s+(\w)/m.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1];
}

/** Resolves with the first live output that holds the text. */
function running(runtime: Runtime, command: string, text: string, id: number) {
  const heard = Promise.withResolvers<void>();
  let all = '';
  const abort = new AbortController();
  const result = runtime.execute(run(command, {}, id), {
    signal: abort.signal,
    onOutput: (delta) => {
      all += delta.text;
      if (all.includes(text)) heard.resolve();
    },
  });
  return { heard: heard.promise, result, abort };
}

describe.skipIf(!bubblewrap.available)('a sandbox', () => {
  beforeAll(async () => {
    // Fills the cache, so that no caller is killed while it does.
    await using rig = new RuntimeRig();
    await rig.start('local');
  });

  it('outlives a caller that is killed, and is found again with what it did', async () => {
    await using rig = new RuntimeRig();
    const caller = spawn(process.execPath, [CALLER, rig.workspace, rig.stateDir, rig.conversationId], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // The caller has set a variable with action 1 and runs action 2, which waits for a file.
    const lines = createInterface({ input: caller.stdout });
    await once(lines, 'line');
    caller.kill('SIGKILL');
    await once(caller, 'exit');

    const { init } = entryOf(rig);
    const runtime = await rig.start('local');
    expect(entryOf(rig).init).toEqual(init);
    expect(await runtime.settle(1)).toMatchObject({ state: 'done' });
    expect(await runtime.settle(2)).toEqual({ state: 'running' });
    expect(await runtime.settle(3)).toEqual({ state: 'unknown' });
    const joined = execute(runtime, run('the text does not matter', {}, 2));
    writeFileSync(join(rig.workspace, 'go'), '');
    expect(await joined).toMatchObject({ content: expect.stringContaining('went on') });
    expect(readFileSync(join(rig.workspace, 'runs'), 'utf8')).toBe('once\n');
    expect(await output(runtime, 'echo $KEPT')).toBe('value');
  });

  it('that died under an action calls it lost and does not run it again', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local');
    const action = running(runtime, 'echo ran >> runs; echo started; sleep 60', 'started', 7);
    await action.heard;
    killProcess(entryOf(rig).init);
    await expect(action.result).rejects.toMatchObject({ code: 'runtime_disconnected' });
    expect(runtime.status).toBe('STATUS$ERROR_RUNTIME_DISCONNECTED');

    await runtime.connect(AbortSignal.timeout(20_000));
    expect(await runtime.settle(7)).toEqual({ state: 'lost' });
    expect(await execute(runtime, run('echo ran >> runs', {}, 7))).toMatchObject({
      observation: 'error',
      content: expect.stringContaining('not known'),
    });
    expect(readFileSync(join(rig.workspace, 'runs'), 'utf8')).toBe('ran\n');
    expect(await output(runtime, 'echo alive')).toBe('alive');
  });

  it('whose executor was ended from inside leaves nothing behind', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local');
    const { init } = entryOf(rig);
    const ended = execute(runtime, run('setsid sleep 60 & kill -9 $(pgrep -x capstan-executo)'));
    await expect(ended).rejects.toMatchObject({ code: 'runtime_disconnected' });
    await runtime.connect(AbortSignal.timeout(20_000));
    expect(isRunning(init)).toBe(false);
    expect(await output(runtime, 'ps -eo comm | grep -c sleep; true')).toBe('0');
  });

  it('that does not answer is replaced', async () => {
    await using rig = new RuntimeRig();
    const stuck = await rig.start('local');
    const { init } = entryOf(rig);
    const stopped = execute(stuck, run('kill -STOP $(pgrep -x capstan-executo)'));
    stopped.catch(() => undefined);
    await expect.poll(() => stateOfExecutor(init.pid)).toBe('T');
    const runtime = await rig.start('local');
    expect(isRunning(init)).toBe(false);
    expect(await output(runtime, 'echo alive')).toBe('alive');
    await expect(stopped).rejects.toMatchObject({ code: 'runtime_disconnected' });
  });

  it('is started once, however many connect at the same time', async () => {
    await using rig = new RuntimeRig();
    const runtimes = await Promise.all([rig.start('local'), rig.start('local'), rig.start('local')]);
    const action = run('echo once >> runs; echo $PPID', {}, 11);
    const [first, ...others] = await Promise.all(runtimes.map((runtime) => execute(runtime, action)));
    expect(first).toMatchObject({ observation: 'run', success: true });
    for (const other of others) expect(other).toEqual(first);
    expect(readFileSync(join(rig.workspace, 'runs'), 'utf8')).toBe('once\n');
    const { conversationId, stateDir } = rig;
    expect(readdirSync(new ExecutorDirectory(stateDir).folder(conversationId))).not.toContain(
      'starting.lock',
    );
  });

  it('ends with all it started when it is closed', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local');
    await output(runtime, 'setsid sleep 60 >/dev/null 2>&1 & disown');
    const entry = entryOf(rig);
    await runtime.close({ keep: false });
    expect(isRunning(entry.init)).toBe(false);
    expect(existsSync(entry.socket)).toBe(false);
    for (const group of entry.groups) expect(existsSync(group)).toBe(false);
    expect(new ExecutorDirectory(rig.stateDir).list()).toEqual([]);
  });

  it('goes on when it is kept', async () => {
    await using rig = new RuntimeRig();
    const first = await rig.start('local');
    await output(first, 'cd / && export KEPT=yes');
    await first.close({ keep: true });
    const second = await rig.start('local');
    expect(await output(second, 'echo $KEPT $PWD')).toBe('yes /');
  });

  it('is replaced when it is asked for with other options', async () => {
    await using rig = new RuntimeRig();
    const first = await rig.start('local', { network: 'off' });
    await first.close({ keep: true });
    const { init } = entryOf(rig);
    await rig.start('local', { network: [] });
    expect(isRunning(init)).toBe(false);
  });

  it('ends by itself when nobody wants it', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local', { idleMinutes: 0.001 });
    const { init } = entryOf(rig);
    await runtime.close({ keep: true });
    await expect.poll(() => isRunning(init), { timeout: 10_000 }).toBe(false);
    expect(await reapOrphans(rig.stateDir, () => 'keep')).toEqual({
      ended: [],
      cleared: [rig.conversationId],
    });
  });

  it('ends by itself also while others look whether it is still there', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local', { idleMinutes: 0.01 });
    const { init, socket } = entryOf(rig);
    await runtime.close({ keep: true });
    const look = setInterval(
      () =>
        connect(socket)
          .on('error', () => undefined)
          .end(),
      50,
    );
    await expect
      .poll(() => isRunning(init), { timeout: 10_000 })
      .toBe(false)
      .finally(() => clearInterval(look));
  });

  it('is ended when its conversation is gone', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local');
    const { init } = entryOf(rig);
    expect(await reapOrphans(rig.stateDir, () => 'keep')).toEqual({ ended: [], cleared: [] });
    expect(isRunning(init)).toBe(true);
    expect(await reapOrphans(rig.stateDir, () => 'forget')).toEqual({
      ended: [rig.conversationId],
      cleared: [],
    });
    expect(isRunning(init)).toBe(false);
    expect(readdirSync(join(rig.stateDir, 'runtimes'))).toEqual([]);
    await runtime.close({ keep: true });
  });

  it('interrupts a cancelled command and stays usable', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local');
    const action = running(runtime, 'echo started; sleep 60', 'started', 5);
    await action.heard;
    action.abort.abort();
    await expect(action.result).rejects.toMatchObject({ code: 'cancelled' });
    expect(await output(runtime, 'ps -eo comm | grep -c sleep; true')).toBe('0');
    expect(await runtime.settle(5)).toMatchObject({ state: 'done' });
  });

  it('gives a secret only to a command that names it, and shows nothing of it', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local', {
      secrets: { DEPLOY_KEY: 'open-sesame', OTHER: 'hidden-value' },
    });
    expect(await output(runtime, 'env | grep -c -e sesame -e hidden; true')).toBe('0');
    expect(
      await output(runtime, 'test "${#DEPLOY_KEY}" = 11 && ! printenv OTH""ER && echo $DEPLOY_KEY'),
    ).toBe('<secret_hidden>');
    expect(await output(runtime, 'env | grep -c -e sesame -e hidden; true')).toBe('0');
  });

  it('refuses a workspace that is missing, a file, read-only or too wide', async () => {
    await using rig = new RuntimeRig();
    const file = join(rig.folder, 'file');
    writeFileSync(file, '');
    await expect(rig.start('local', { workspace: join(rig.folder, 'none') })).rejects.toMatchObject({
      code: 'workspace_not_found',
    });
    await expect(rig.start('local', { workspace: file })).rejects.toMatchObject({
      code: 'workspace_not_found',
    });
    await expect(rig.start('local', { workspace: '/' })).rejects.toMatchObject({ code: 'usage' });
    await expect(rig.start('local', { workspace: '/proc' })).rejects.toMatchObject({
      code: expect.stringMatching(/usage|workspace_not_writable/),
    });
  });

  it('can start in a workspace whose name is full of surprises', async () => {
    await using rig = new RuntimeRig();
    const workspace = join(rig.folder, 'a "b" $(touch pwned) \\n ü\n');
    mkdirSync(workspace);
    const runtime = await rig.start('local', { workspace });
    expect(await output(runtime, 'touch here')).toBe('');
    expect(readdirSync(workspace)).toEqual(['here']);
  });
});
