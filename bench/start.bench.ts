import { defineBenchmark } from './harness/benchmark.ts';
import { runCommand } from './harness/run-command.ts';
import { summarize } from './harness/summary.ts';
import { emptyNodeMilliseconds } from './limit/empty-node.ts';
import { CAPSTAN } from './support/program.ts';
import { scratchFolder } from './support/scratch-folder.ts';

const RUNS = 15;

export default defineBenchmark({
  what: 'the built program, asked for what it can say without doing anything',
  metrics: {
    version: {
      what: 'capstan --version',
      unit: 'ms',
      better: 'lower',
      aim: 100,
      comparable: 133,
      limit: 'an empty Node',
    },
    help: { what: 'capstan --help', unit: 'ms', better: 'lower', aim: 100, limit: 'an empty Node' },
    runHelp: { what: 'capstan run --help', unit: 'ms', better: 'lower', aim: 100, limit: 'an empty Node' },
  },
  async run() {
    await using home = await scratchFolder();
    const start = async (...args: string[]): Promise<number> => {
      const { exitCode, stderr, wallMilliseconds } = await runCommand(CAPSTAN, args, { home: home.path });
      if (exitCode !== 0) throw new Error(`capstan ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
      return wallMilliseconds;
    };
    await start('--version');
    const times = { node: [], version: [], help: [], runHelp: [] } as Record<
      'node' | 'version' | 'help' | 'runHelp',
      number[]
    >;
    for (let run = 0; run < RUNS; run += 1) {
      times.node.push(await emptyNodeMilliseconds());
      times.version.push(await start('--version'));
      times.help.push(await start('--help'));
      times.runHelp.push(await start('run', '--help'));
    }
    const limit = summarize(times.node).median;
    return {
      version: { value: summarize(times.version).median, limit },
      help: { value: summarize(times.help).median, limit },
      runHelp: { value: summarize(times.runHelp).median, limit },
    };
  },
});
