import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTestShell } from '../../test/open-test-shell.ts';

const exact: [kind: string, command: string, output: string][] = [
  ['tabs', String.raw`printf 'a\tb\t\tc\n'`, 'a\tb\t\tc\n'],
  ['leading blanks', String.raw`printf '   a\n  b\n'`, '   a\n  b\n'],
  ['trailing blanks', String.raw`printf 'a   \nb \t \n'`, 'a   \nb \t \n'],
  ['blank lines', String.raw`printf '\n\na\n\n\nb\n\n\n'`, '\n\na\n\n\nb\n\n\n'],
  ['escape codes', String.raw`printf '\033[31mred\033[0m\033[2K\n'`, '\x1b[31mred\x1b[0m\x1b[2K\n'],
  ['heredoc', "cat <<'END'\n\ta $x `y` \\\n\n  b\nEND", '\ta $x `y` \\\n\n  b\n'],
  ['no newline at the end', `printf 'a\nb'`, 'a\nb'],
  ['carriage returns', String.raw`printf '10%%\r20%%\r\nend\r\n'`, '10%\r20%\r\nend\r\n'],
  ['UTF-8', `printf 'ä€😀漢\n'`, 'ä€😀漢\n'],
  ['a very long line', `printf '%0100000d' 7`, `${'0'.repeat(99_999)}7`],
  ['nothing', ':', ''],
  ['control characters', String.raw`printf '\001\004\010\016\032\177\n'`, '\x01\x04\x08\x0e\x1a\x7f\n'],
];

test.each(exact)('output is exact to the byte: %s', async (_kind, command, output) => {
  const { shell } = await openTestShell();
  const result = await shell.run({ command });
  expect(result).toMatchObject({ status: 'completed', output, exitCode: 0, continued: false });
});

test('bytes that are no UTF-8 are replaced, and nothing else', async () => {
  const { shell } = await openTestShell();
  const { output } = await shell.run({ command: String.raw`printf 'a\377b\303(\342\202c'` });
  expect(output).toBe('a�b�(�c');
});

test('a character cut in two by a look comes whole with the next one', async () => {
  const { shell } = await openTestShell();
  const command = String.raw`printf 'a\342\202'; read -r; printf '\254b\n'`;
  expect((await shell.run({ command, noChangeTimeoutSeconds: 0.2 })).output).toBe('a');
  expect(await shell.sendInput({ text: '' })).toMatchObject({ output: '€b\n', continued: true });
});

test('everything a command wrote is in its result and nothing of it in the next', async () => {
  const { shell } = await openTestShell();
  for (let round = 0; round < 50; round++) {
    const lines = await shell.run({ command: `seq ${round} ${round + 500}` });
    expect(lines.output.split('\n').slice(0, -1)).toHaveLength(501);
    expect((await shell.run({ command: `echo ${round}` })).output).toBe(`${round}\n`);
  }
});

test('long output keeps head and tail, and the whole is in a file', async () => {
  const outputDirectory = mkdtempSync(join(tmpdir(), 'capstan-shell-test-'));
  onTestFinished(() => rmSync(outputDirectory, { recursive: true }));
  const { shell } = await openTestShell({ outputCapBytes: 1000, outputDirectory });
  const result = await shell.run({ command: 'seq 1 100000' });
  const whole = Array.from({ length: 100_000 }, (_, index) => `${index + 1}\n`).join('');
  const { truncated, outputFile } = result;
  expect(truncated).toMatchObject({ totalBytes: whole.length, omittedBytes: whole.length - 1000 });
  expect(result.output.slice(0, truncated?.headLength)).toBe(whole.slice(0, 500));
  expect(result.output.slice(-(truncated?.tailLength ?? 0))).toBe(whole.slice(-500));
  expect(outputFile).toMatchObject({ firstByte: 0, bytes: whole.length, complete: true });
  expect(readFileSync(outputFile?.path ?? '', 'utf8')).toBe(whole);
});

test('ten megabytes come with first and last lines right', async () => {
  const { shell } = await openTestShell();
  const { output, truncated } = await shell.run({ command: 'seq -f "%09.0f" 1 1000000' });
  expect(truncated?.totalBytes).toBe(10_000_000);
  expect(output.startsWith('000000001\n000000002\n')).toBe(true);
  expect(output.endsWith('000999999\n001000000\n')).toBe(true);
});

test('a megabyte of command arrives whole', async () => {
  const { shell } = await openTestShell();
  const text = 'é"$`\\'.repeat(150_000);
  const { output } = await shell.run({ command: `wc -c <<'END'\n${text}\nEND` });
  expect(Number(output)).toBe(Buffer.byteLength(text) + 1);
});

test('several lines run in order, as in a script', async () => {
  const { shell } = await openTestShell();
  const command = 'for i in 1 2\ndo\n  echo $i\ndone\n# a comment\necho "a\nb" \\\n  c\nfalse\necho $?';
  expect((await shell.run({ command })).output).toBe('1\n2\na\nb c\n1\n');
});

test('what is typed at the terminal is not echoed, neither is the command', async () => {
  const { shell } = await openTestShell();
  await shell.run({ command: 'read -r answer; echo "got $answer"', noChangeTimeoutSeconds: 0.1 });
  expect((await shell.sendInput({ text: 'yes' })).output).toBe('got yes\n');
});

test('terminal modes left behind by a command do not change the output of the next', async () => {
  const { shell } = await openTestShell();
  for (const modes of [
    'stty sane',
    'stty raw -echo',
    'stty -icanon',
    'stty echo',
    'stty opost onlcr',
    'stty -icrnl',
  ]) {
    await shell.run({ command: modes });
    const next = await shell.run({ command: String.raw`printf 'a\n'` });
    expect(next.output).toBe('a\n');
    expect(next.backgroundOutput).toBeUndefined();
    await shell.run({ command: 'read -r line; echo "<$line>"', noChangeTimeoutSeconds: 0.1 });
    expect((await shell.sendInput({ text: 'typed' })).output).toBe('<typed>\n');
  }
});

test('late output of a background process is not taken for output of a command', async () => {
  const { shell } = await openTestShell();
  await shell.run({ command: 'mkfifo gate; (read -r < gate; echo late; echo > gate) &' });
  await shell.run({ command: 'echo > gate; read -r < gate' });
  // It may come while the command that waited for it still ran; in any case not later than with the next.
  const { output, backgroundOutput } = await shell.run({ command: 'echo now' });
  expect(output).toBe('now\n');
  expect(backgroundOutput ?? '').not.toContain('now');
});

test('a listener sees the output while it comes', async () => {
  const { shell } = await openTestShell();
  const seen: string[] = [];
  const { promise: prompted, resolve } = Promise.withResolvers<void>();
  const ended = shell.run({
    command: "printf 'name? '; read -r name; printf 'hi %s\\n' \"$name\"",
    onOutput: (text) => {
      seen.push(text);
      resolve();
    },
  });
  await prompted;
  expect(await shell.sendInput({ text: 'Ada' })).toMatchObject({ status: 'sent', exitCode: -1 });
  expect(await ended).toMatchObject({ status: 'completed', output: 'name? hi Ada\n' });
  expect(seen.join('')).toBe('name? hi Ada\n');
});
