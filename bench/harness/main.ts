import { fork } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../scripts/build/build.ts';
import { describeMachine } from './machine.ts';
import { table } from './table.ts';
import type { ResultRow } from './verdict.ts';

const ENDING = '.bench.ts';
const root = fileURLToPath(new URL('../..', import.meta.url));

const asked = process.argv.slice(2);
const names = globSync(`bench/*${ENDING}`, { cwd: root })
  .map((file) => basename(file, ENDING))
  .toSorted();
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no benchmark named ${unknown.join(', ')}; there are ${names.join(', ')}`);
  process.exit(2);
}
await build({ root });
const machine = describeMachine(root);
const rows: ResultRow[] = [];
const failed: string[] = [];
for (const name of names) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.error(`measuring ${name} …`);
  const measured = await runAlone(name);
  if (measured === undefined) failed.push(name);
  else rows.push(...measured);
}
console.log(`\n${table(rows)}\n`);
const folder = join(root, 'bench/results');
mkdirSync(folder, { recursive: true });
const at = new Date().toISOString();
const file = join(folder, `${at.replaceAll(':', '-').slice(0, 19)}.json`);
writeFileSync(file, `${JSON.stringify({ at, machine, rows, failed }, undefined, 2)}\n`);
console.log(`written to ${relative(root, file)}`);
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

/** Each in a fresh process: what one leaves behind in memory does not weigh on the next. */
async function runAlone(name: string): Promise<ResultRow[] | undefined> {
  const source = join(root, 'bench', `${name}${ENDING}`);
  const child = fork(join(root, 'bench/harness/run-one.ts'), [name, source], { cwd: root, stdio: 'inherit' });
  let result: ResultRow[] | undefined;
  child.on('message', (message: ResultRow[]) => {
    result = message;
  });
  const [code] = await once(child, 'exit');
  return code === 0 ? result : undefined;
}
