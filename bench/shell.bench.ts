import { defineBenchmark } from './harness/benchmark.ts';
import { summarize } from './harness/summary.ts';
import { BareBash } from './limit/bare-bash.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ShellSession } from './support/shell-session.ts';

const BLOCKS = 6;
/** Commands of one block; the first block warms up. */
const COMMANDS = 100;
const PRINTS = 6;
const LAST_LINE = 1_500_000;
const LIMIT = 'bash over a pipe';

export default defineBenchmark({
  what: 'a command through runtime client, executor and the shell on its terminal, in the sandbox',
  metrics: {
    typical: { what: 'true: p50', unit: 'ms', better: 'lower', aim: 2, comparable: 21, limit: LIMIT },
    slow: { what: 'true: p99', unit: 'ms', better: 'lower', aim: 10, comparable: 24, limit: LIMIT },
    print: {
      what: 'a command that prints 10 MB',
      unit: 'MB/s',
      better: 'higher',
      aim: 50,
      comparable: 18,
      limit: LIMIT,
    },
    printRight: {
      what: 'of it, runs with first and last line right',
      unit: 'of all',
      better: 'higher',
      aim: 1,
    },
  },
  async run() {
    await using folder = await scratchFolder();
    await using session = await ShellSession.start(folder.path);
    await using bash = new BareBash();
    const subjects: number[] = [];
    const limits: number[] = [];
    for (let block = 0; block < BLOCKS; block += 1) {
      const subject = await times(() => session.run('true'));
      const limit = await times(() => bash.run('true'));
      if (block === 0) continue;
      subjects.push(...subject);
      limits.push(...limit);
    }
    const subject = summarize(subjects);
    const limit = summarize(limits);
    const prints = await measurePrints(session, bash);
    return {
      typical: { value: subject.p50, limit: limit.p50 },
      slow: { value: subject.p99, limit: limit.p99 },
      ...prints,
    };
  },
});

async function times(work: () => Promise<unknown>): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let count = 0; count < COMMANDS; count += 1) {
    const started = performance.now();
    await work();
    milliseconds.push(performance.now() - started);
  }
  return milliseconds;
}

async function measurePrints(session: ShellSession, bash: BareBash) {
  const command = `seq 1 ${LAST_LINE}`;
  const speeds: { subject: number; limit: number }[] = [];
  let right = 0;
  for (let print = 0; print <= PRINTS; print += 1) {
    let started = performance.now();
    const whole = await bash.run(command);
    const limit = whole.length / 1000 / (performance.now() - started);
    started = performance.now();
    const { content } = await session.run(command);
    const subject = whole.length / 1000 / (performance.now() - started);
    if (print === 0) continue;
    speeds.push({ subject, limit });
    if (content.startsWith('1\n2\n3\n') && content.endsWith(`\n${LAST_LINE - 1}\n${LAST_LINE}\n`)) right += 1;
  }
  return {
    print: {
      value: summarize(speeds.map(({ subject }) => subject)).median,
      limit: summarize(speeds.map(({ limit }) => limit)).median,
    },
    printRight: { value: right / PRINTS },
  };
}
