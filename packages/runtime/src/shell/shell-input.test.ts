import { spawnSync } from 'node:child_process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openTestShell } from '../../test/open-test-shell.ts';
import type { ShellSession } from './shell-session.ts';

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** Runs until the program is quiet. */
const begin = async (shell: ShellSession, command: string) =>
  await shell.run({ command, noChangeTimeoutSeconds: 0.3 });

test('a question is answered', async () => {
  const { shell } = await openTestShell();
  const question = await begin(shell, 'read -r -p \'Name: \' name; echo "Hello $name"');
  expect(question).toMatchObject({
    status: 'no-change',
    output: 'Name: ',
    exitCode: -1,
    waitingForInput: true,
  });
  expect(await shell.sendInput({ text: '  Ada \\ "x"' })).toMatchObject({
    status: 'completed',
    output: 'Hello Ada \\ "x"\n',
    exitCode: 0,
    continued: true,
  });
});

test('text that equals the name of a key is text', async () => {
  const { shell } = await openTestShell();
  for (const text of ['Enter', 'Up', 'Tab', 'C-c', 'Escape']) {
    await begin(shell, 'read -r line; echo "<$line>"');
    expect((await shell.sendInput({ text })).output).toBe(`<${text}>\n`);
  }
});

test('C-c ends a program, a loop of programs, a loop of the shell and a wait', async () => {
  const { shell } = await openTestShell();
  await shell.run({ command: 'kept=1' });
  const commands = [
    'sleep 600',
    'while true; do sleep 600; done',
    'while :; do :; done',
    'sleep 600 & wait',
    'sleep 600; echo not reached',
    'sleep 600 | cat',
    '(sleep 600)',
    'read -r',
  ];
  for (const command of commands) {
    await begin(shell, command);
    const result = await shell.sendInput({ key: 'C-c', timeoutSeconds: 5 });
    expect(result).toMatchObject({ command, status: 'completed', exitCode: 130 });
    expect(result.restart).toBeUndefined();
  }
  expect((await shell.run({ command: 'echo $kept' })).output).toBe('1\n');
});

test('a program that handles C-c decides itself', async () => {
  const { shell } = await openTestShell();
  await begin(shell, `bash -c 'trap "echo caught; exit 5" INT; while :; do read -r; done'`);
  expect(await shell.sendInput({ key: 'C-c' })).toMatchObject({ output: 'caught\n', exitCode: 5 });
});

test('C-d ends the input', async () => {
  const { shell } = await openTestShell();
  await begin(shell, 'cat');
  expect(await shell.sendInput({ text: 'one\ntwo', noChangeTimeoutSeconds: 0.2 })).toMatchObject({
    status: 'no-change',
    output: 'one\ntwo\n',
  });
  expect(await shell.sendInput({ key: 'C-d' })).toMatchObject({
    status: 'completed',
    exitCode: 0,
    output: '',
  });
});

test('C-z stops a program, which goes on in the background', async () => {
  const { shell } = await openTestShell();
  await begin(shell, 'sleep 600');
  const stopped = await shell.sendInput({ key: 'C-z' });
  expect(stopped).toMatchObject({ exitCode: 148, output: expect.stringContaining('Stopped') });
  expect((await shell.run({ command: 'bg; jobs' })).output).toContain('Running');
  expect((await shell.run({ command: 'kill %1; wait %1' })).exitCode).toBe(143);
});

test('input for a command that has ended becomes neither a command nor input of the next', async () => {
  const { shell } = await openTestShell();
  expect(await shell.sendInput({ text: 'touch pwned' })).toMatchObject({
    status: 'refused',
    refusal: { reason: 'nothing-running' },
  });
  await begin(shell, 'read -r first; echo "$first"');
  await shell.sendInput({ text: 'a\ntouch pwned\nhalf a line', enter: false });
  await begin(shell, 'ls; read -r line; echo "<$line>"');
  expect((await shell.sendInput({ text: 'mine' })).output).toBe('<mine>\n');
});

test('a command that ended unwatched takes no input, but its result is given', async () => {
  const { shell } = await openTestShell();
  await shell.run({ command: 'mkfifo gate' });
  await shell.run({ command: 'echo begun; read -r < gate; echo ended; exit 3', noChangeTimeoutSeconds: 0.2 });
  const writer = spawnSync('sh', ['-c', `echo > '${shell.workingDirectory}/gate'`]);
  expect(writer.status).toBe(0);
  await expect.poll(async () => (await shell.readMore({ noChangeTimeoutSeconds: 0.1 })).exitCode).toBe(3);
  expect(await shell.readMore()).toMatchObject({ status: 'refused' });
});

test('an unknown key is refused with the known ones', async () => {
  const { shell } = await openTestShell();
  await begin(shell, 'cat');
  const result = await shell.sendInput({ key: 'Hyper' });
  expect(result).toMatchObject({ status: 'refused', refusal: { reason: 'unknown-key' } });
  expect(result.refusal?.message).toContain('PageUp');
});

test('interrupt ends what ignores C-c, and at last the shell itself', async () => {
  const { shell } = await openTestShell();
  await begin(shell, `bash -c 'trap "" INT TERM; while :; do read -r -t 1; done'`);
  expect(await shell.interrupt(0.2)).toMatchObject({ status: 'completed', exitCode: 137 });
  await begin(shell, 'trap "" INT; while :; do :; done');
  expect(await shell.interrupt(0.2)).toMatchObject({ exitCode: 137, restart: { cause: 'killed' } });
  await begin(shell, 'kill -STOP $$');
  expect(await shell.interrupt(1)).toMatchObject({ status: 'completed' });
  expect((await shell.run({ command: 'echo ok' })).output).toBe('ok\n');
});

test('aborting stops the command', async () => {
  const { shell } = await openTestShell();
  const abort = new AbortController();
  const ended = shell.run({
    command: 'echo begun; sleep 600',
    signal: abort.signal,
    onOutput: () => abort.abort(),
  });
  expect(await ended).toMatchObject({ status: 'cancelled', exitCode: 130, output: 'begun\n\n' });
  const again = await shell.run({ command: 'echo not run', signal: abort.signal });
  expect(again).toMatchObject({ status: 'cancelled', output: '', exitCode: -1 });
});

test.skipIf(!has('python3'))('a python prompt can be talked to', async () => {
  const { shell } = await openTestShell();
  const prompt = await shell.run({
    command: `python3 -c "import code, sys; sys.ps1 = '>>> '; code.interact(banner='', exitmsg='')"`,
    noChangeTimeoutSeconds: 1,
  });
  expect(prompt.output).toContain('>>> ');
  expect((await shell.sendInput({ text: '6 * 7', noChangeTimeoutSeconds: 1 })).output).toContain('42');
  expect(await shell.sendInput({ key: 'C-d' })).toMatchObject({ status: 'completed', exitCode: 0 });
});

test('a full-screen program gives its screen, takes keys and leaves no trace', async () => {
  const { shell } = await openTestShell({ columns: 40, rows: 10 });
  const program = String.raw`printf '\033[?1049h\033[2J\033[3;5Hmenu\r\n  \033[7mitem\033[0m'; stty -icanon
    while IFS= read -r -n 1 key; do case $key in q) break ;; *) printf '\033[10;1H[%q]' "$key" ;; esac; done
    printf '\033[?1049l'`;
  const { screen } = await begin(shell, program);
  expect(screen).toMatchObject({
    text: '\n\n    menu\n  item',
    cursorRow: 3,
    cursorColumn: 6,
    columns: 40,
    rows: 10,
  });
  await shell.sendInput({ text: 'x', enter: false, noChangeTimeoutSeconds: 0.2 });
  expect((await shell.screen())?.text.split('\n')[9]).toBe('[x]');
  shell.resize(60, 20);
  expect(await shell.screen()).toMatchObject({ columns: 60, rows: 20 });
  const end = await shell.sendInput({ text: 'q', enter: false });
  expect(end).toMatchObject({ status: 'completed', exitCode: 0 });
  expect(await shell.screen()).toBeUndefined();
  expect((await shell.run({ command: 'tput cols; echo $COLUMNS' })).output).toBe('60\n60\n');
});

test.skipIf(!has('less'))('a pager shows its page and is left with q', async () => {
  const { shell } = await openTestShell({ rows: 10 });
  const { screen } = await begin(shell, 'seq 1 100 | less');
  expect(screen?.text).toBe('1\n2\n3\n4\n5\n6\n7\n8\n9\n:');
  const paged = await shell.sendInput({ key: 'Space', noChangeTimeoutSeconds: 0.3 });
  expect(paged.screen?.text.startsWith('10\n11\n')).toBe(true);
  expect(await shell.sendInput({ text: 'q', enter: false })).toMatchObject({
    status: 'completed',
    exitCode: 0,
  });
});

test('input that comes before the command has begun is for the command', async () => {
  const { shell } = await openTestShell();
  for (let round = 0; round < 10; round++) {
    const ended = shell.run({ command: 'read -r line; echo "<$line>"' });
    void shell.sendInput({ text: `early ${round}` });
    expect((await ended).output).toBe(`<early ${round}>\n`);
  }
});

test('a command can be stopped at any moment, and the next is not touched', async () => {
  const { shell } = await openTestShell();
  for (let round = 0; round < 40; round++) {
    const ended = shell.run({ command: `: ${'x'.repeat(round * 50)}; sleep 600`, timeoutSeconds: 20 });
    // Later and later: before the shell has read the command, while it reads, before and after its start.
    for (let turn = 0; turn < round; turn++) await nextTurn();
    await shell.interrupt(1);
    // 143 where a C-c came while bash was starting the program, which makes it miss that.
    expect(await ended).toMatchObject({ status: 'completed', exitCode: expect.toSatisfy(isStopped) });
    expect(await shell.run({ command: `echo ${round}` })).toMatchObject({
      output: `${round}\n`,
      exitCode: 0,
    });
  }
});

const isStopped = (exitCode: number): boolean => exitCode === 130 || exitCode === 143;
