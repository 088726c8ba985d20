import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defineBenchmark } from './harness/benchmark.ts';
import { runCommand } from './harness/run-command.ts';
import { summarize } from './harness/summary.ts';
import { FollowedStream } from './support/followed-stream.ts';
import { ModelProcess, stepTimes } from './support/model-process.ts';
import { CAPSTAN } from './support/program.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ServerProcess } from './support/server-process.ts';
import { STEPS, twentySteps } from './support/twenty-steps.ts';

const WARM_UP = 2;
const RUNS = 9;
const LIMIT = 'capstan run';

export default defineBenchmark({
  what: '20 shell steps through the server, from the POST to the last event at a client, beside the same by capstan run',
  metrics: {
    wall: { what: 'whole run', unit: 's', better: 'lower', limit: LIMIT },
    times: { what: 'the same, by capstan run', unit: 'times', better: 'lower', aim: 1.3 },
    step: { what: 'a step: p50', unit: 'ms', better: 'lower', limit: LIMIT },
  },
  async run() {
    await using folder = await scratchFolder();
    await using model = await ModelProcess.start({ turns: twentySteps, atEnd: 'start-over' });
    await using server = await ServerProcess.start({ home: folder.path, modelUrl: model.baseUrl });
    const watch = async (work: () => Promise<void>): Promise<Watched> => {
      const started = performance.now();
      await work();
      const wall = (performance.now() - started) / 1000;
      const exchanges = await model.take();
      if (exchanges.length !== STEPS + 1) throw new Error(`the model was asked ${exchanges.length} times`);
      return { wall, step: summarize(stepTimes(exchanges)).p50 };
    };
    const subject = async (): Promise<void> => {
      const id = await server.begin('Do 20 steps.');
      await using stream = await FollowedStream.open({ url: server.streamUrl(id), key: server.key });
      await stream.until(/"agent_state":"finished"/);
    };
    const home = join(folder.path, 'headless');
    await mkdir(home);
    const named = ['--model', 'openai-compatible/scripted', '--base-url', model.baseUrl];
    const headless = async (): Promise<void> => {
      const cwd = join(folder.path, crypto.randomUUID());
      await mkdir(cwd);
      const run = await runCommand(CAPSTAN, ['run', 'Do 20 steps.', ...named], { cwd, home });
      if (run.exitCode !== 0) throw new Error(`capstan run ended with ${run.exitCode}: ${run.stderr}`);
    };

    const subjects: Watched[] = [];
    const limits: Watched[] = [];
    for (let run = 0; run < WARM_UP + RUNS; run += 1) {
      subjects.push(await watch(subject));
      limits.push(await watch(headless));
    }
    const median = (all: Watched[], of: keyof Watched): number =>
      summarize(all.slice(WARM_UP).map((one) => one[of])).median;
    const ratios = subjects.map(({ wall }, run) => wall / (limits[run]?.wall ?? Number.NaN));
    return {
      wall: { value: median(subjects, 'wall'), limit: median(limits, 'wall') },
      times: { value: summarize(ratios.slice(WARM_UP)).median },
      step: { value: median(subjects, 'step'), limit: median(limits, 'step') },
    };
  },
});

interface Watched {
  /** Seconds. */
  wall: number;
  /** Milliseconds. */
  step: number;
}
