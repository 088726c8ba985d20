import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CapstanError } from '@capstan/protocol';

const run = promisify(execFile);
const GIT_TIMEOUT_MS = 20_000;
const COMMITTED_AT = '2026-01-05T09:00:00Z';

/** A small program with a real defect: a discount that is taken off once for each item. */
const FILES: Readonly<Record<string, string>> = {
  'README.md': `# Basket

Totals of a shopping basket, in cents. \`bash test.sh\` runs the tests.
`,
  'basket.sh': `# Totals of a shopping basket. Amounts are whole cents.

# subtotal PRICE... -> sum of the prices
subtotal() {
  local sum=0 price
  for price in "$@"; do
    sum=$((sum + price))
  done
  echo "$sum"
}

# total PERCENT PRICE... -> the sum with PERCENT taken off it, once
total() {
  local percent=$1 sum=0 price
  shift
  for price in "$@"; do
    sum=$((sum + price))
    sum=$((sum - sum * percent / 100))
  done
  echo "$sum"
}
`,
  'test.sh': `#!/usr/bin/env bash
# Every check prints one line; the script fails when one of them does.
cd "$(dirname "$0")" || exit 1
. ./basket.sh
failed=0

check() {
  if [ "$2" = "$3" ]; then
    echo "ok - $1"
  else
    echo "not ok - $1: expected $3, got $2"
    failed=1
  fi
}

check 'subtotal adds the prices' "$(subtotal 100 250 50)" 400
check 'total without a discount is the sum' "$(total 0 100 250 50)" 400
check 'the discount is taken off once' "$(total 10 100 250 50)" 360
check 'an empty basket costs nothing' "$(total 10)" 0
exit "$failed"
`,
};

/**
 * Makes the repository in an empty folder, committed, so that the diff afterwards is the agent's. Throws
 * `usage` where the folder holds anything: it would be overwritten and committed.
 */
export async function makeDemoRepository(root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  if ((await readdir(root)).length > 0) {
    throw new CapstanError('usage', `The demo makes a project of its own, and ${root} is not empty`, {
      remedy: 'Name an empty folder with --workspace, or leave it out.',
    });
  }
  for (const [name, content] of Object.entries(FILES)) {
    const file = join(root, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await git(root, 'init', '--quiet');
  await git(root, 'add', '.');
  await git(
    root,
    '-c',
    'user.name=Capstan demo',
    '-c',
    'user.email=demo@capstan.invalid',
    'commit',
    '--quiet',
    '-m',
    'A basket with a defect',
  );
}

/** Makes it where it is not yet; what a folder holds stays as it is. */
export async function offerDemoRepository(root: string): Promise<void> {
  if ((await readdir(root)).length === 0) await makeDemoRepository(root);
}

async function git(root: string, ...args: string[]): Promise<void> {
  // The project is older than the conversation about it.
  const env = { ...process.env, GIT_AUTHOR_DATE: COMMITTED_AT, GIT_COMMITTER_DATE: COMMITTED_AT };
  await run('git', ['-C', root, ...args], { timeout: GIT_TIMEOUT_MS, env });
}
