import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccessRig, type Driver } from './access-rig.ts';

const CALLER = fileURLToPath(new URL('process/program-caller.ts', import.meta.url));

/** What every driver has to do with programs for whoever is not the agent. */
export function describeWorkspacePrograms(driver: Driver): void {
  describe(`a program beside the agent in the ${driver} runtime`, () => {
    let rig: AccessRig;
    beforeEach(async () => {
      rig = await AccessRig.start(driver, {
        environment: { GIVEN: 'to every command' },
        secrets: { DEPLOY_KEY: 'open-sesame' },
      });
    });
    afterEach(() => rig[Symbol.asyncDispose]());

    /** Whether a process is there whose command line holds this. */
    const isRunning = async (text: string): Promise<boolean> =>
      (await rig.access.run({ program: 'pgrep', args: ['-f', text] })).exitCode === 0;

    it('gives its outputs, its exit code and takes its input', async () => {
      const script = 'cat; printf "\\377\\000" ; echo complaint >&2; exit 3';
      const result = await rig.access.run({ program: 'sh', args: ['-c', script], input: 'given é' });
      expect(Buffer.from(result.stdout)).toEqual(Buffer.from([...Buffer.from('given é'), 0xff, 0]));
      expect(result).toMatchObject({ exitCode: 3, stderr: 'complaint\n', truncated: false, timedOut: false });
    });

    it('runs in the workspace with the environment of commands, without secrets', async () => {
      mkdirSync(rig.at('below'));
      const { access } = rig;
      const shown = await access.run({
        program: 'sh',
        args: ['-c', 'pwd; echo "$GIVEN $MORE [$DEPLOY_KEY]"; env | grep -c sesame'],
        cwd: 'below',
        environment: { MORE: 'more' },
      });
      expect(Buffer.from(shown.stdout).toString()).toBe(`${rig.at('below')}\nto every command more []\n0\n`);
      expect(await rig.printed('pwd')).toBe(rig.rig.workspace);
    });

    it('does not wait for input that nobody gives, nor need its input to be read', async () => {
      expect(await rig.access.run({ program: 'cat', args: [] })).toMatchObject({ exitCode: 0 });
      const unread = { program: 'true', args: [], input: 'x'.repeat(2 ** 22) };
      expect(await rig.access.run(unread)).toMatchObject({ exitCode: 0 });
    });

    it('keeps as much of each output as it is told, and reads the rest', async () => {
      const script = 'head -c 3000000 /dev/zero; head -c 2000 /dev/zero >&2; echo done > finished';
      const result = await rig.access.run({ program: 'sh', args: ['-c', script], maxOutputBytes: 1000 });
      expect(result).toMatchObject({ exitCode: 0, truncated: true });
      expect([result.stdout.length, result.stderr.length]).toEqual([1000, 1000]);
      expect(rig.names()).toEqual(['finished']);
      const whole = await rig.shell('head -c 1048576 /dev/zero');
      expect(whole).toMatchObject({ truncated: false, stdout: { length: 1048576 } });
    });

    it('ends with everything it started when it takes too long', async () => {
      const script =
        'trap "" TERM; setsid sleep 98761 & (sleep 98761 &) ; echo begun; sleep 98761; sleep 98761';
      const result = await rig.shell(script, { timeoutSeconds: 0.5 });
      expect(result).toMatchObject({ exitCode: null, timedOut: true });
      expect(Buffer.from(result.stdout).toString()).toBe('begun\n');
      expect(await isRunning('sleep 98761')).toBe(false);
    });

    it('may clean up before it ends', async () => {
      const script = 'trap "echo cleaned > cleaned; exit 0" TERM; sleep 98762 & wait';
      expect(await rig.shell(script, { timeoutSeconds: 0.5 })).toMatchObject({
        exitCode: null,
        timedOut: true,
      });
      expect(rig.names()).toEqual(['cleaned']);
    });

    it('has ended with everything it started when it is cancelled', async () => {
      const abort = new AbortController();
      const result = rig.shell('setsid sleep 98763 & touch begun; sleep 98763', { signal: abort.signal });
      result.catch(() => undefined);
      await expect.poll(() => rig.names()).toEqual(['begun']);
      abort.abort();
      await expect(result).rejects.toMatchObject({ code: 'cancelled' });
      expect(await isRunning('sleep 98763')).toBe(false);
      await expect(rig.shell('touch never', { signal: abort.signal })).rejects.toMatchObject({
        code: 'cancelled',
      });
      expect(rig.names()).toEqual(['begun']);
    });

    it('ends when the process that asked for it is killed', async () => {
      const { workspace, stateDir } = rig.rig;
      const arguments_ = [
        CALLER,
        driver,
        workspace,
        stateDir,
        driver === 'local' ? rig.rig.conversationId : 'other',
      ];
      const caller = spawn(process.execPath, arguments_, { stdio: 'ignore' });
      await expect.poll(() => rig.names(), { timeout: 20_000 }).toContain('started');
      expect(await isRunning('^sleep 98764')).toBe(true);
      caller.kill('SIGKILL');
      await once(caller, 'exit');
      await expect.poll(() => isRunning('^sleep 98764'), { timeout: 10_000 }).toBe(false);
    });

    it('ends without waiting for what it leaves in the background', async () => {
      const result = await rig.shell('sleep 98765 & echo left');
      expect(result).toMatchObject({ exitCode: 0, timedOut: false });
      expect(Buffer.from(result.stdout).toString()).toBe('left\n');
      expect(await isRunning('sleep 98765')).toBe(false);
    });

    it('is refused when it cannot be started', async () => {
      writeFileSync(rig.at('text'), 'no program');
      const { access } = rig;
      const refused: [string, Parameters<typeof access.run>[0]][] = [
        ['file_not_found', { program: 'no-such-program', args: [] }],
        ['file_unsuitable', { program: './text', args: [] }],
        ['file_not_found', { program: 'true', args: [], cwd: 'none' }],
        ['file_unsuitable', { program: 'true', args: [], cwd: 'text' }],
        ['request_invalid', { program: '', args: [] }],
        ['request_invalid', { program: 'echo', args: ['a\0b'] }],
        ['request_invalid', { program: 'echo', args: ['x'.repeat(2 ** 18)] }],
      ];
      for (const [code, request] of refused)
        await expect(access.run(request)).rejects.toMatchObject({ code });
    });

    it('is told apart from a program that a signal ended', async () => {
      expect(await rig.shell('kill -9 $$')).toMatchObject({ exitCode: null, timedOut: false });
    });
  });
}
