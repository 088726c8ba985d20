import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestShell } from '../../test/open-test-shell.ts';
import { ShellError } from './shell-error.ts';
import { ShellSession } from './shell-session.ts';

const hostileNames = [
  '$(touch pwned)',
  '`touch pwned`',
  'it\'s "quoted"',
  'two\nlines',
  ' blanks ',
  '\\back\\',
  '-n',
  'ü€😀',
  '*?[a]',
  'é\t;&|',
];

test.each(hostileNames)('a directory named %j can be gone into and is reported right', async (name) => {
  const { shell, directory } = await openTestShell();
  mkdirSync(join(directory, name));
  shell.setEnvironment({ TARGET: name });
  const result = await shell.run({ command: 'cd -- "$TARGET"' });
  expect(result).toMatchObject({ exitCode: 0, workingDirectory: join(directory, name) });
  expect((await shell.run({ command: 'pwd' })).output).toBe(`${join(directory, name)}\n`);
  expect(existsSync(join(directory, 'pwned')) || existsSync(join(directory, name, 'pwned'))).toBe(false);
});

test('a shell starts in, and after its death returns to, a directory with any name', async () => {
  const { directory } = await openTestShell();
  const cwd = join(directory, '$(touch pwned)\n"\'');
  mkdirSync(cwd);
  const { shell } = await openTestShell({ cwd });
  expect((await shell.run({ command: 'pwd' })).output).toBe(`${cwd}\n`);
  await shell.run({ command: String.raw`mkdir $'\377x'; cd $'\377x'` });
  await shell.run({ command: 'kill -9 $$' });
  expect((await shell.run({ command: 'cd ..; pwd' })).output).toBe(`${cwd}\n`);
  expect(existsSync(join(cwd, 'pwned'))).toBe(false);
});

test('a directory that is gone does not hurt the shell', async () => {
  const { shell, directory } = await openTestShell();
  const result = await shell.run({ command: 'mkdir gone; cd gone; rmdir ../gone' });
  expect(result).toMatchObject({ exitCode: 0, workingDirectory: join(directory, 'gone') });
  expect((await shell.run({ command: 'cd .. && pwd' })).output).toBe(`${directory}\n`);
});

const hostileValues = {
  QUOTES: `it's "quoted"`,
  MULTILINE: 'a\nb\n\n',
  EXPANSIONS: '$(touch pwned) `touch pwned` ${HOME} $$ !!',
  BACKSLASHES: '\\n\\\\ \\',
  UNICODE: 'ä€😀\u0001\u007f',
  EMPTY: '',
  HUGE: 'x'.repeat(100_000),
};

const print =
  'for n in QUOTES MULTILINE EXPANSIONS BACKSLASHES UNICODE EMPTY HUGE; do printenv -0 "$n"; done | tr "\\0" "\\1"';
const printed = Object.values(hostileValues)
  .map((value) => `${value}\u0001`)
  .join('');

test('the start environment may hold any value', async () => {
  const { shell, directory } = await openTestShell({ env: hostileValues });
  expect((await shell.run({ command: print })).output).toBe(printed);
  expect(existsSync(join(directory, 'pwned'))).toBe(false);
});

test('variables set later may hold any value, and survive the death of the shell', async () => {
  const { shell, directory } = await openTestShell();
  shell.setEnvironment(hostileValues);
  expect((await shell.run({ command: print })).output).toBe(printed);
  await shell.run({ command: 'kill -9 $$' });
  expect((await shell.run({ command: print })).output).toBe(printed);
  expect(existsSync(join(directory, 'pwned'))).toBe(false);
});

test('variables can be removed again', async () => {
  const { shell } = await openTestShell({ env: { START: '1' } });
  shell.setEnvironment({ LATER: '2' });
  expect((await shell.run({ command: 'echo "$START$LATER"' })).output).toBe('12\n');
  shell.setEnvironment({ START: null, LATER: null });
  expect((await shell.run({ command: 'echo "[${START-}${LATER-}]"; printenv START LATER' })).output).toBe(
    '[]\n',
  );
});

test('nothing of the own environment is added but TERM', async () => {
  const { shell } = await openTestShell();
  const { output } = await shell.run({ command: 'env | cut -d= -f1 | sort' });
  expect(output.trim().split('\n')).toEqual(['HOME', 'LANG', 'PATH', 'PWD', 'SHLVL', 'TERM', '_']);
});

test('BASH_ENV is neither read nor lost', async () => {
  const { directory } = await openTestShell();
  const file = join(directory, 'bash-env');
  writeFileSync(file, 'echo bash-env was read\n');
  const { shell } = await openTestShell({ env: { BASH_ENV: file } });
  expect((await shell.run({ command: ':' })).output).toBe('');
  expect((await shell.run({ command: 'bash -c :' })).output).toBe('bash-env was read\n');
});

test('functions in the environment arrive', async () => {
  const { shell } = await openTestShell({ env: { 'BASH_FUNC_greet%%': '() { echo hello; }' } });
  expect((await shell.run({ command: 'greet; bash -c greet' })).output).toBe('hello\nhello\n');
});

test('aliases and settings of the start-up file work, however slow it is, and its output is nobody’s', async () => {
  const { directory } = await openTestShell();
  const rc = [
    '[[ $- == *i* ]] || return',
    'echo noise; printf prompt; sleep 0.5',
    'alias greet="echo hi"',
    'PS1="$ "',
    'PROMPT_COMMAND="echo prompt"',
    'set -e',
  ];
  writeFileSync(join(directory, '.bashrc'), rc.join('\n'));
  const { shell } = await openTestShell({ env: { HOME: directory } });
  expect(await shell.run({ command: 'greet' })).toMatchObject({ output: 'hi\n', exitCode: 0 });
  expect(await shell.run({ command: 'false' })).toMatchObject({ output: '', exitCode: 1 });
});

test.each(['exit 3', 'exec true', 'return 1', 'if', 'kill -9 $$', 'sleep 600'])(
  'a start-up file that does "%s" does not keep the shell from starting',
  async (line) => {
    const { directory } = await openTestShell();
    writeFileSync(join(directory, '.bashrc'), `${line}\n`);
    const { shell } = await openTestShell({ env: { HOME: directory }, readyTimeoutSeconds: 1 });
    expect((await shell.run({ command: 'echo ok' })).output).toBe('ok\n');
  },
);

test('what cannot be an environment is refused', async () => {
  const { shell, directory } = await openTestShell();
  expect(() => shell.setEnvironment({ 'a-b': '1' })).toThrow(ShellError);
  expect(() => shell.setEnvironment({ A: 'x\0y' })).toThrow(ShellError);
  expect(() => shell.setEnvironment({ A: 'x'.repeat(200_000) })).toThrow(/128 KiB/);
  await expect(ShellSession.start({ cwd: join(directory, 'none'), env: {} })).rejects.toThrow(
    /does not exist/,
  );
  await expect(ShellSession.start({ cwd: directory, env: {}, shellPath: '/bin/none' })).rejects.toThrow(
    ShellError,
  );
});
