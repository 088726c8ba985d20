import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MAX_OPEN_SHELLS, type ShellRequest } from '@capstan/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccessRig, type Driver } from './access-rig.ts';
import { output } from './runtime-rig.ts';
import { ShellReader } from './shell-reader.ts';

const MEBIBYTE = 2 ** 20;
const CALLER = fileURLToPath(new URL('process/program-caller.ts', import.meta.url));

/** What every driver has to do with shells of people. */
export function describeWorkspaceShells(driver: Driver): void {
  describe(`a shell of a person in the ${driver} runtime`, () => {
    let rig: AccessRig;
    beforeEach(async () => {
      rig = await AccessRig.start(driver, {
        environment: { GIVEN: 'to every command', PS1: '$ ' },
        secrets: { DEPLOY_KEY: 'open-sesame' },
      });
    });
    afterEach(() => rig[Symbol.asyncDispose]());

    const open = async (request: Partial<ShellRequest> = {}): Promise<ShellReader> =>
      new ShellReader(await rig.access.openShell({ columns: 90, rows: 30, ...request }));
    const isRunning = async (text: string): Promise<boolean> =>
      (await rig.access.run({ program: 'pgrep', args: ['-f', text] })).exitCode === 0;

    it('is a terminal in the workspace, with the environment of commands and no secret', async () => {
      const reader = await open();
      await reader.type('tty; stty size; pwd; echo "[$GIVEN]"\r', /\[to every command\]\r\n/);
      expect(reader.text).toMatch(/\/dev\/pts\/\d+\r\n30 90\r\n/);
      expect(reader.text).toContain(`${rig.rig.workspace}\r\n`);
      await reader.type('env | grep -c "sesam[e]"; echo counted\r', /0\r\ncounted\r\n/);
      await reader.type('exit 3\r', /exit 3/);
      expect(await reader.shell.exit).toBe(3);
      await reader.ended;
    });

    it('hears of a new size and of keys', async () => {
      const reader = await open();
      reader.shell.resize({ columns: 101, rows: 41 });
      await reader.type('stty size\r', /41 101\r\n/);
      // One process says it and waits: between two of them bash may lose a key.
      await reader.type("sh -c 'echo begun; exec sleep 98771'\r", /begun\r\n/);
      // What is typed before the next prompt may be thrown away with the rest of the line.
      await reader.type('\u0003', /\^C[^]*[$#] $/);
      await reader.type('echo "inter"rupted\r', /interrupted\r\n/);
      await reader.shell.close();
      expect(await reader.shell.exit).toBeNull();
    });

    it('does not disturb the shell of the agent', async () => {
      const reader = await open();
      const running = output(rig.runtime, 'until test -e go; do sleep 0.01; done; pwd; echo "[$MINE]"');
      await reader.type('cd /; MINE=yes; export MINE; touch $OLDPWD/go; exit\r', /exit/);
      expect(await reader.shell.exit).toBe(0);
      expect(await running).toBe(`${rig.rig.workspace}\n[]`);
    });

    it('takes a lot of input, all of it', async () => {
      const reader = await open();
      await reader.type(
        'stty raw -echo; echo rea""dy; head -c 1048576 > taken; stty sane; echo got""all\r',
        /ready/,
      );
      await reader.shell.write(Buffer.alloc(MEBIBYTE, 'abcdefgh'));
      await reader.until(/gotall/);
      expect(readFileSync(rig.at('taken')).equals(Buffer.alloc(MEBIBYTE, 'abcdefgh'))).toBe(true);
      await reader.shell.close();
    });

    it('waits for a reader that is slow, and loses nothing', async () => {
      const shell = await rig.access.openShell({ columns: 80, rows: 24 });
      await shell.write(Buffer.from('stty -opost; head -c 16777216 /dev/zero; touch finished; exit\r'));
      const chunks = shell.output[Symbol.asyncIterator]();
      let zeros = 0;
      const count = (value: Uint8Array): number => value.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
      while (zeros === 0) zeros += count((await chunks.next()).value ?? Buffer.alloc(1));
      // As long as the buffers on the way are not emptied, the rest is not written.
      await rig.shell('sleep 0.3');
      expect(existsSync(rig.at('finished'))).toBe(false);
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next())
        zeros += count(next.value);
      expect(zeros).toBe(16 * MEBIBYTE);
      expect(statSync(rig.at('finished')).size).toBe(0);
      expect(await shell.exit).toBe(0);
    });

    it('takes everything along that was started in it', async () => {
      const reader = await open();
      await reader.type(
        'sleep 98772 & setsid sleep 98772 & (trap "" HUP TERM; nohup sleep 98772 &) ; echo sta""rted\r',
        /started/,
      );
      expect(await isRunning('^sleep 98772')).toBe(true);
      await reader.shell.close();
      expect(await isRunning('^sleep 98772')).toBe(false);
      await reader.ended;

      const exiting = await open();
      await exiting.type('setsid sleep 98773 & disown; echo sta""rted; exit\r', /started/);
      await exiting.ended;
      expect(await isRunning('^sleep 98773')).toBe(false);
    });

    it('ends with its signal', async () => {
      const abort = new AbortController();
      const reader = await open({ signal: abort.signal });
      await reader.type('sleep 98774 & echo sta""rted\r', /started/);
      abort.abort();
      await reader.ended;
      expect(await reader.shell.exit).toBeNull();
      await expect.poll(() => isRunning('^sleep 98774')).toBe(false);
      await expect(open({ signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' });
    });

    it('is one of a few', async () => {
      const readers = await Promise.all(Array.from({ length: MAX_OPEN_SHELLS }, () => open()));
      await expect(open()).rejects.toMatchObject({ code: 'too_many_requests' });
      await readers[0]?.shell.close();
      const next = await open();
      await next.type('echo go""es on\r', /goes on/);
      await Promise.all([...readers, next].map(({ shell }) => shell.close()));
    });

    it('ends with the runtime', async () => {
      const reader = await open();
      await reader.type('sleep 98775 & echo sta""rted\r', /started/);
      await rig.runtime.close({ keep: false });
      expect(await reader.shell.exit).toBeNull();
      await reader.ended.catch((error: unknown) =>
        expect(error).toMatchObject({ code: 'runtime_disconnected' }),
      );
      await reader.shell.write(Buffer.from('nobody\r'));
      reader.shell.resize({ columns: 10, rows: 10 });
      await reader.shell.close();
    });

    it('ends when the process that asked for it is killed', async () => {
      const { workspace, stateDir } = rig.rig;
      const id = driver === 'local' ? rig.rig.conversationId : 'other';
      const caller = spawn(process.execPath, [CALLER, driver, workspace, stateDir, id, 'shell'], {
        stdio: 'ignore',
      });
      await expect.poll(() => rig.names(), { timeout: 20_000 }).toContain('started');
      expect(await isRunning('^sleep 98776')).toBe(true);
      caller.kill('SIGKILL');
      await once(caller, 'exit');
      await expect.poll(() => isRunning('^sleep 98776'), { timeout: 10_000 }).toBe(false);
    });
  });
}
