// Draws docs/demo.svg: what a person sees of `capstan run --demo`, from a real run.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { build } from '../build/build.ts';
import { terminalPicture } from './terminal-picture.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const LONGEST_RUN_MS = 60_000;

await build({ root });
const child = spawn(`${root}/dist/bin/capstan`, ['run', '--demo'], {
  env: { ...process.env, FORCE_COLOR: '1' },
  stdio: ['ignore', 'pipe', 'inherit'],
  timeout: LONGEST_RUN_MS,
});
const printed = await text(child.stdout);
// What differs from run to run would only make noise in the history.
const steady = printed
  .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '6f1d…')
  .replaceAll(/\/[^\s]*capstan-demo-\w+/g, '~/basket');
await writeFile(`${root}/docs/demo.svg`, terminalPicture(`$ npm start -- run --demo\n${steady.trimEnd()}`));
