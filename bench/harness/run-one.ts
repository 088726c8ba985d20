import { pathToFileURL } from 'node:url';
import type { Benchmark } from './benchmark.ts';
import { judge } from './verdict.ts';

/** Runs the benchmark of one file and sends its rows to the process that asked: see `main.ts`. */
const [name, file] = process.argv.slice(2);
const send = process.send?.bind(process);
if (name === undefined || file === undefined || send === undefined) {
  throw new Error('started by npm run bench, with a name and a file');
}
const module: { default: Benchmark } = await import(pathToFileURL(file).href);
const benchmark = module.default;
const timeoutSeconds = benchmark.timeoutSeconds ?? 300;
// Unreferenced: it only fires when something keeps the process alive that long.
setTimeout(() => {
  console.error(`${name} did not end within ${timeoutSeconds} seconds`);
  process.exit(1);
}, timeoutSeconds * 1000).unref();
const rows = judge(name, benchmark, await benchmark.run());
send(rows, () => process.disconnect?.());
