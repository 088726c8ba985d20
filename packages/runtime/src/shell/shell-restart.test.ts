import { expect, test } from 'vitest';
import { openTestShell } from '../../test/open-test-shell.ts';

const remember = [
  'cd /usr && local_variable=1 && export exported=2',
  'declare -A map=([a b]="c d")',
  'greet() { echo hello; }',
  'alias shout="echo HELLO"',
  'shopt -s extglob; set -o pipefail; readonly fixed=3; umask 027',
  'trap "echo trapped" USR1',
].join('\n');

const recall = [
  'echo "$PWD $local_variable $exported ${map[a b]} $fixed $(umask)"',
  'greet; shout; shopt -q extglob && [[ -o pipefail ]] && echo options',
  'kill -USR1 $$; (fixed=4) 2>/dev/null || echo fixed',
].join('\n');

const recalled = '/usr 1 2 c d 3 0027\nhello\nHELLO\noptions\ntrapped\nfixed\n';

test('everything a shell can remember persists from command to command', async () => {
  const { shell } = await openTestShell();
  await shell.run({ command: remember });
  expect((await shell.run({ command: recall })).output).toBe(recalled);
});

test.each([
  ['exit 3', 3],
  ['exit', 0],
  ['set -e; true; (exit 4); echo not reached', 4],
  ['greet_and_exit() { local inner=1; exit 5; }; greet_and_exit', 5],
  ['source <(echo exit 6)', 6],
  ['set -eu; echo "$nowhere"', 1],
  ['set -eo posix; shift 5', 1],
])('after "%s" the shell goes on with all its state', async (command, exitCode) => {
  const { shell } = await openTestShell();
  await shell.run({ command: remember });
  const result = await shell.run({ command });
  expect(result).toMatchObject({ status: 'completed', exitCode });
  if (result.restart) expect(result.restart).toMatchObject({ cause: 'exit', stateKept: true });
  expect((await shell.run({ command: recall })).output).toBe(recalled);
  expect(await shell.run({ command: 'false' })).toMatchObject({ exitCode: 1 });
});

test('background jobs outlive an exit', async () => {
  const { shell } = await openTestShell();
  await shell.run({ command: 'mkfifo gate; (read -r < gate; echo alive > gate) &' });
  await shell.run({ command: 'exit' });
  expect((await shell.run({ command: 'echo > gate; cat gate' })).output).toBe('alive\n');
});

test.each([
  ['kill -9 $$', 137, 'killed'],
  ['exec sh -c "exit 7"', 7, 'ended'],
  ['trap - EXIT; exit 8', 8, 'ended'],
  ['trap "echo bye" EXIT; exit 9', 9, 'ended'],
] as const)(
  'after "%s" a new shell has the directory and the exported variables',
  async (command, exitCode, cause) => {
    const { shell } = await openTestShell();
    await shell.run({ command: remember });
    const result = await shell.run({ command });
    expect(result).toMatchObject({ status: 'completed', exitCode, restart: { cause, stateKept: false } });
    expect(result.output).toBe(command.includes('bye') ? 'bye\n' : '');
    const { output } = await shell.run({ command: 'echo "$PWD $exported [$local_variable]"' });
    expect(output).toBe('/usr 2 []\n');
  },
);

test('a shell that is killed while nothing runs is replaced', async () => {
  const { shell } = await openTestShell();
  await shell.run({ command: 'export kept=1; cd /usr' });
  // Its environment is told after a command's end; an answer to the next one means it has arrived.
  await shell.run({ command: ':' });
  const old = shell.pid;
  if (old === undefined) throw new Error('no shell');
  process.kill(old, 'SIGKILL');
  const results = [await shell.run({ command: 'echo $$ $kept $PWD' })];
  // The first command may have come before the news of the death.
  if (results[0]?.restart) results.push(await shell.run({ command: 'echo $$ $kept $PWD' }));
  expect(results.at(-1)?.output).toBe(`${shell.pid} 1 /usr\n`);
  expect(shell.pid).not.toBe(old);
});

test('what is written before a shell dies is not lost', async () => {
  const { shell } = await openTestShell();
  const { output } = await shell.run({ command: 'seq 1 20000; kill -9 $$' });
  expect(output.endsWith('\n19999\n20000\n')).toBe(true);
});

test.each([
  'for i in {3..255}; do eval "exec $i>&-"; done',
  'unset PROMPT_COMMAND PS1 PS2 PS4; PROMPT_COMMAND=(a b)',
  'exec > /dev/null',
  'exec 2> /dev/null 0< /dev/null',
  'trap "" INT TERM HUP QUIT PIPE CHLD',
  'trap - EXIT',
  'trap "echo error" ERR; trap - ERR',
  'read() { :; }; eval() { :; }; printf() { :; }; mapfile() { :; }; export() { :; }; set() { :; }; return() { :; }',
  'alias read=x eval=x printf=x mapfile=x export=x case=x builtin=x exec=x trap=x',
  'set -u',
  'set -n',
  'set -f; IFS=0123456789/ TMOUT=1; LC_ALL=C',
  'export LC_ALL=xx_XX.none',
  'set -o posix',
  'shopt -s nocasematch failglob extdebug; shopt -u expand_aliases',
  'set -k; set -h; set +m; set +B',
  'ulimit -n 300',
  'ulimit -n 30',
  'PATH=/none',
  'readonly PROMPT_COMMAND=mine',
  'break; continue 2; return 3; local x',
  'suspend',
  'set -v; set -x; PS4=zzz',
  'enable -n printf',
  'unset HOME PWD IFS',
])('the session survives: %s', async (command) => {
  const { shell } = await openTestShell();
  await shell.run({ command });
  await shell.run({ command: '{ exec >/dev/tty 2>&1 0</dev/tty; set +xv; } 2>/dev/null' });
  const marker = 'é'.repeat(300);
  expect((await shell.run({ command: `\\builtin echo '${marker}'` })).output).toContain(`${marker}\n`);
  expect((await shell.run({ command: '(exit 3)' })).exitCode).toBe(3);
});

test.each([
  ['${nowhere:?gone}; echo not reached', 1, /nowhere: gone/],
  ['if', 2, /syntax error/],
  ['echo "open', 2, /unexpected EOF/],
  ['cat <<END\nopen', 0, /open/],
  ['nosuchcommand', 127, /not found/],
  ['echo $((1/0)); echo not reached', 1, /division by 0/],
  ['/etc', 126, /Is a directory/],
])('after the error in "%s" the shell is the same', async (command, exitCode, output) => {
  const { shell } = await openTestShell();
  await shell.run({ command: remember });
  const { pid } = shell;
  const result = await shell.run({ command });
  expect(result).toMatchObject({ exitCode, output: expect.stringMatching(output) });
  expect(result.restart).toBeUndefined();
  expect((await shell.run({ command: recall })).output).toBe(recalled);
  expect(shell.pid).toBe(pid);
});

test('the exit status of a command is the $? of the next', async () => {
  const { shell } = await openTestShell();
  await shell.run({ command: '(exit 42)' });
  expect((await shell.run({ command: 'echo $?' })).output).toBe('42\n');
});

test('no descriptor of the session reaches a command', async () => {
  const { shell } = await openTestShell();
  const { output } = await shell.run({
    command: 'for d in /proc/self/fd/*; do readlink "$d"; done; ls /proc/self/fd',
  });
  expect((await shell.run({ command: 'ls /proc/self/fd | wc -w' })).output.trim()).toBe('4');
  expect(output).toContain('/dev/pts/');
});
