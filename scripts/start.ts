import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build/build.ts';
import { BuildError } from './build/build-error.ts';

const DEFAULT_ARGUMENTS = ['serve', '--open'];

const root = fileURLToPath(new URL('..', import.meta.url));
try {
  await build({ root });
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`build: ${error.message}`);
  process.exit(1);
}
const given = process.argv.slice(2);
const args = [
  process.execPath,
  join(root, 'dist/capstan.js'),
  ...(given.length > 0 ? given : DEFAULT_ARGUMENTS),
];
if (process.execve === undefined)
  throw new Error('this Node cannot hand over its process: run it through npm start');
flushCompileCache();
process.execve(process.execPath, args, process.env);
