import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openTestShell } from '../../test/open-test-shell.ts';

/** A zombie counts as ended: who collects it is the system's business. */
const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));

test('no change: what came so far, then only what is new', async () => {
  const { shell } = await openTestShell();
  const first = await shell.run({
    command: 'for i in 1 2 3; do echo $i; read -r; done',
    noChangeTimeoutSeconds: 0.2,
  });
  expect(first).toMatchObject({ status: 'no-change', output: '1\n', exitCode: -1, continued: false });
  const quiet = await shell.readMore({ noChangeTimeoutSeconds: 0.1 });
  expect(quiet).toMatchObject({ status: 'no-change', output: '', exitCode: -1 });
  const second = await shell.sendInput({ text: '', noChangeTimeoutSeconds: 0.2 });
  expect(second).toMatchObject({ status: 'no-change', output: '2\n', continued: true });
  await shell.sendInput({ text: '', noChangeTimeoutSeconds: 0.2 });
  expect(await shell.sendInput({ text: '' })).toMatchObject({ status: 'completed', output: '', exitCode: 0 });
});

test('output keeps the wait for no change going, the hard limit ends it', async () => {
  const { shell } = await openTestShell();
  const result = await shell.run({
    // A program that minds the key whenever it comes: between two commands of its own bash may lose it.
    command: `sh -c 'trap "exit 130" INT; while :; do echo tick; sleep 0.05; done'`,
    noChangeTimeoutSeconds: 1,
    timeoutSeconds: 0.5,
  });
  expect(result).toMatchObject({
    status: 'hard-timeout',
    exitCode: -1,
    output: expect.stringMatching(/^(tick\n)+$/),
  });
  expect(await shell.sendInput({ key: 'C-c' })).toMatchObject({ status: 'completed', exitCode: 130 });
});

test('a new command is refused while one runs, and learns what that one wrote', async () => {
  const { shell } = await openTestShell();
  await shell.run({ command: 'echo a; read -r; echo b', noChangeTimeoutSeconds: 0.2 });
  const refused = await shell.run({ command: 'touch pwned' });
  expect(refused).toMatchObject({ status: 'refused', exitCode: -1, refusal: { reason: 'command-running' } });
  expect(await shell.sendInput({ text: '' })).toMatchObject({ status: 'completed', output: 'b\n' });
  expect((await shell.run({ command: 'ls' })).output).toBe('');
});

test('of several commands at the same moment one runs', async () => {
  const { shell } = await openTestShell();
  const results = await Promise.all(['a', 'b', 'c'].map((word) => shell.run({ command: `echo ${word}` })));
  expect(results.map(({ status }) => status)).toEqual(['completed', 'refused', 'refused']);
  expect(results[0]?.output).toBe('a\n');
});

test('without a running command there is nothing to read or to stop', async () => {
  const { shell } = await openTestShell();
  expect(await shell.readMore()).toMatchObject({ status: 'refused', refusal: { reason: 'nothing-running' } });
  expect(await shell.interrupt()).toMatchObject({
    status: 'refused',
    refusal: { reason: 'nothing-running' },
  });
  expect(await shell.run({ command: 'echo \0' })).toMatchObject({ refusal: { reason: 'nul-in-command' } });
});

test('a background job does not keep a command from ending', async () => {
  const { shell } = await openTestShell();
  const result = await shell.run({ command: 'sleep 600 & echo started' });
  expect(result).toMatchObject({ status: 'completed', output: 'started\n', exitCode: 0 });
  expect(result.backgroundPid).toBeGreaterThan(0);
  expect((await shell.run({ command: 'kill %1; wait $!' })).exitCode).toBe(143);
});

test('closing ends the command that runs, the background jobs and the shell', async () => {
  const { shell } = await openTestShell();
  const { backgroundPid } = await shell.run({ command: 'trap "" HUP; sleep 600 & sleep 601 &' });
  const running = shell.run({ command: 'sleep 602' });
  const { pid } = shell;
  await shell.close();
  expect((await running).status).toBe('cancelled');
  expect(isAlive(pid ?? 0)).toBe(false);
  await expect.poll(() => isAlive(backgroundPid ?? 0)).toBe(false);
  expect(await shell.run({ command: 'true' })).toMatchObject({ refusal: { reason: 'closed' } });
});

test('a session leaves no descriptor and no file behind', async () => {
  const count = (): number => readdirSync('/proc/self/fd').length;
  const before = count();
  for (let round = 0; round < 5; round++) {
    const { shell } = await openTestShell();
    await shell.run({ command: 'kill -9 $$' });
    await shell.run({ command: 'true' });
    await shell.close();
  }
  await expect.poll(count).toBeLessThanOrEqual(before + 1);
});

test('the shell ends when its owner is gone', async () => {
  const program = `
    import { ShellSession } from ${JSON.stringify(new URL('./shell-session.ts', import.meta.url).href)};
    const shell = await ShellSession.start({ cwd: '/', env: { PATH: process.env.PATH }, rcFile: null });
    console.log(shell.pid);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  const shellPid = Number(line.toString());
  expect(isAlive(shellPid)).toBe(true);
  owner.kill('SIGKILL');
  await expect.poll(() => isAlive(shellPid), { timeout: 5000 }).toBe(false);
});
