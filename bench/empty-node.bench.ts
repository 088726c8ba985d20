import { defineBenchmark } from './harness/benchmark.ts';
import { runCommand } from './harness/run-command.ts';
import { summarize } from './harness/summary.ts';
import { emptyNodeMilliseconds } from './limit/empty-node.ts';

const RUNS = 15;

export default defineBenchmark({
  what: 'the floor under every start, and what the harness itself adds',
  metrics: {
    start: {
      what: 'start and end of an empty Node',
      unit: 'ms',
      better: 'lower',
      limit: 'start and end of true',
    },
    memory: { what: 'memory of an empty Node', unit: 'MB', better: 'lower' },
  },
  async run() {
    const node: number[] = [];
    const nothing: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      node.push(await emptyNodeMilliseconds());
      nothing.push((await runCommand('true', [])).wallMilliseconds);
    }
    const watched = await runCommand(process.execPath, ['-e', 'setTimeout(() => {}, 100)'], { memory: true });
    return {
      start: { value: summarize(node).median, limit: summarize(nothing).median },
      memory: { value: watched.processes[0]?.peakMegabytes ?? Number.NaN },
    };
  },
});
