import { defineBenchmark } from './harness/benchmark.ts';
import { summarize } from './harness/summary.ts';
import { bareSandboxMilliseconds } from './limit/bare-sandbox.ts';
import { emptyNodeMilliseconds } from './limit/empty-node.ts';
import { scratchFolder } from './support/scratch-folder.ts';
import { ShellSession } from './support/shell-session.ts';

const RUNS = 12;
const LIMIT = 'bubblewrap + bash';

export default defineBenchmark({
  what: 'a local sandbox, from nothing to the end of its first command',
  metrics: {
    first: {
      what: 'sandbox to first command done',
      unit: 'ms',
      better: 'lower',
      aim: 150,
      comparable: 315,
      limit: LIMIT,
    },
    withNode: {
      what: 'the same, beside what its executor cannot do without',
      unit: 'ms',
      better: 'lower',
      limit: 'bubblewrap + bash + an empty Node',
    },
    ever: { what: 'the first sandbox ever on a machine', unit: 'ms', better: 'lower', limit: LIMIT },
  },
  async run() {
    await using folder = await scratchFolder();
    const ever = await firstCommand(folder.path);
    const subjects: number[] = [];
    const limits: number[] = [];
    const nodes: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      subjects.push(await firstCommand(folder.path));
      limits.push(await bareSandboxMilliseconds());
      nodes.push(await emptyNodeMilliseconds());
    }
    const value = summarize(subjects).p50;
    const limit = summarize(limits).p50;
    return {
      first: { value, limit },
      withNode: { value, limit: limit + summarize(nodes).p50 },
      ever: { value: ever, limit },
    };
  },
});

async function firstCommand(stateDir: string): Promise<number> {
  const started = performance.now();
  await using session = await ShellSession.start(stateDir);
  await session.run('true');
  return performance.now() - started;
}
