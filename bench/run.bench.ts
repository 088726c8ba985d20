import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineBenchmark } from './harness/benchmark.ts';
import { runCommand, type CommandRun } from './harness/run-command.ts';
import { summarize } from './harness/summary.ts';
import { ModelProcess, stepTimes } from './support/model-process.ts';
import { CAPSTAN } from './support/program.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { STEPS, twentySteps } from './support/twenty-steps.ts';

const RUNS = 9;
const MEMORY_RUNS = 3;
const BARE_LOOP = fileURLToPath(new URL('limit/bare-loop.mjs', import.meta.url));
const LIMIT = 'a bare fetch loop over a persistent bash';

export default defineBenchmark({
  what: 'capstan run, built, sandboxed, its log durable: 20 shell steps, the model answers at once',
  metrics: {
    wall: { what: 'whole run', unit: 's', better: 'lower', aim: 0.45, comparable: 1.3, limit: LIMIT },
    step: { what: 'a step: p50', unit: 'ms', better: 'lower', aim: 3, comparable: 22, limit: LIMIT },
    ends: { what: 'start and end', unit: 's', better: 'lower', comparable: 0.82, limit: LIMIT },
    cpu: {
      what: 'processor time, without that of the sandbox',
      unit: 's',
      better: 'lower',
      comparable: 1.6,
      limit: LIMIT,
    },
    memory: { what: 'largest process', unit: 'MB', better: 'lower', aim: 100, comparable: 148, limit: LIMIT },
  },
  async run() {
    await using folder = await scratchFolder();
    await using model = await ModelProcess.start({ turns: twentySteps, atEnd: 'start-over' });
    const home = join(folder.path, 'home');
    await mkdir(home);
    let workspaces = 0;
    const watch = async (command: string, args: string[], memory: boolean): Promise<Watched> => {
      const cwd = join(folder.path, `workspace-${(workspaces += 1)}`);
      await mkdir(cwd);
      const run = await runCommand(command, args, { cwd, home, memory });
      if (run.exitCode !== 0) throw new Error(`${command} ended with ${run.exitCode}: ${run.stderr}`);
      const exchanges = await model.take();
      if (exchanges.length !== STEPS + 1)
        throw new Error(`${command} asked the model ${exchanges.length} times`);
      const talked = (exchanges.at(-1)?.answered ?? Number.NaN) - (exchanges[0]?.received ?? Number.NaN);
      return {
        run,
        steps: stepTimes(exchanges),
        wall: run.wallMilliseconds / 1000,
        ends: (run.wallMilliseconds - talked) / 1000,
      };
    };
    const named = ['--model', 'openai-compatible/scripted', '--base-url', model.baseUrl];
    const subject = (memory = false): Promise<Watched> =>
      watch(CAPSTAN, ['run', 'Do 20 steps.', ...named], memory);
    const limit = (memory = false): Promise<Watched> =>
      watch(process.execPath, [BARE_LOOP, model.baseUrl], memory);

    await subject();
    await limit();
    const subjects: Watched[] = [];
    const limits: Watched[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      subjects.push(await subject());
      limits.push(await limit());
    }
    const peaks = { subject: [] as number[], limit: [] as number[] };
    for (let run = 0; run < MEMORY_RUNS; run += 1) {
      peaks.subject.push(largestMegabytes((await subject(true)).run));
      peaks.limit.push(largestMegabytes((await limit(true)).run));
    }
    const figure = (of: (watched: Watched) => number): { value: number; limit: number } => ({
      value: summarize(subjects.map(of)).median,
      limit: summarize(limits.map(of)).median,
    });
    return {
      wall: figure(({ wall }) => wall),
      step: figure(({ steps }) => summarize(steps).p50),
      ends: figure(({ ends }) => ends),
      cpu: figure(({ run }) => run.cpuSeconds),
      memory: { value: summarize(peaks.subject).median, limit: summarize(peaks.limit).median },
    };
  },
});

interface Watched {
  run: CommandRun;
  /** Milliseconds of each step. */
  steps: number[];
  /** Seconds. */
  wall: number;
  /** Seconds before the first request and after the last answer. */
  ends: number;
}

const largestMegabytes = ({ processes }: CommandRun): number => processes[0]?.peakMegabytes ?? Number.NaN;
