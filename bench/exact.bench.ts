import { defineBenchmark } from './harness/benchmark.ts';
import { BareBash } from './limit/bare-bash.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ShellSession } from './support/shell-session.ts';

/** Each kind of output that a shell on a terminal gets wrong easily: a command, and what it prints to the byte. */
const KINDS: Readonly<Record<string, readonly [command: string, output: string]>> = {
  tabs: [String.raw`printf 'a\tb\t\tc\n'`, 'a\tb\t\tc\n'],
  'leading blanks': [String.raw`printf '   a\n  b\n'`, '   a\n  b\n'],
  'trailing blanks': [String.raw`printf 'a   \nb \n'`, 'a   \nb \n'],
  'blank lines': [String.raw`printf '\n\na\n\n\nb\n\n'`, '\n\na\n\n\nb\n\n'],
  'escape codes': [String.raw`printf '\033[1;31mred\033[0m\n'`, '\u001B[1;31mred\u001B[0m\n'],
  'here document': ["cat <<'END'\n  $HOME `x` \\n\n\tdone\nEND", '  $HOME `x` \\n\n\tdone\n'],
  'no newline at the end': [`printf 'a\\nb'`, 'a\nb'],
  'beyond ASCII': [`printf '%s\\n' 'é 日本語 👩‍👩‍👧 ﷽'`, 'é 日本語 👩‍👩‍👧 ﷽\n'],
  'a long line': [`printf 'x%.0s' $(seq 5000); echo`, `${'x'.repeat(5000)}\n`],
  'carriage returns': [String.raw`printf '10%%\r20%%\r\n30%%\n'`, '10%\r20%\r\n30%\n'],
};

export default defineBenchmark({
  what: 'output that is exact to the byte, by kind',
  metrics: {
    exact: {
      what: 'kinds of output that are exact',
      unit: 'of all',
      better: 'higher',
      aim: 1,
      comparable: 0.9,
      limit: 'bash over a pipe',
    },
  },
  async run() {
    await using folder = await scratchFolder();
    await using session = await ShellSession.start(folder.path);
    await using bash = new BareBash();
    const kinds = Object.entries(KINDS);
    let right = 0;
    let limit = 0;
    for (const [kind, [command, output]] of kinds) {
      const { content } = await session.run(command);
      if (content === output) right += 1;
      else console.error(`${kind}: ${JSON.stringify(content)} instead of ${JSON.stringify(output)}`);
      if ((await bash.run(command)).toString() === output) limit += 1;
    }
    return { exact: { value: right / kinds.length, limit: limit / kinds.length } };
  },
});
