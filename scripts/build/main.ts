import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { BuildError } from './build-error.ts';

const { values } = parseArgs({ options: { force: { type: 'boolean', default: false } } });
const root = fileURLToPath(new URL('../..', import.meta.url));
const started = performance.now();
try {
  const outcome = await build({ root, force: values.force });
  console.log(`dist/ ${outcome} in ${Math.round(performance.now() - started)} ms`);
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`build: ${error.message}`);
  process.exitCode = 1;
}
