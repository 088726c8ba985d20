import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Something of the machine that a test cannot do without. */
export interface Requirement {
  readonly name: string;
  readonly available: boolean;
  /** Why it is not available and how to get it; empty when it is. */
  readonly reason: string;
}

type Probe = () => string;

/** Each probe answers with the reason why not, or with nothing. */
const PROBES = {
  linux: () => (process.platform === 'linux' ? '' : `needs Linux, this is ${process.platform}`),
  git: () => runs('git', ['--version'], 'install git'),
  bubblewrap: () => probeBubblewrap(),
  python3: () => runs('python3', ['--version'], 'install python3'),
  chromium: () => runs('chromium', ['--version'], 'install chromium'),
  mounting: () => probeMounting(),
  root: () => (process.getuid?.() === 0 ? '' : 'needs to run as root'),
  'unprivileged user': () => (process.getuid?.() === 0 ? 'needs to run as an ordinary user' : ''),
} satisfies Record<string, Probe>;

export type RequirementName = keyof typeof PROBES;

const found = new Map<RequirementName, Requirement>();

/**
 * Says whether the machine has what the tests of a file need, and records the reason if not, so that
 * the run lists every skipped test with it:
 *
 *     const sandbox = requires('bubblewrap');
 *     describe.skipIf(!sandbox.available)('the local sandbox', …)
 *
 * In CI a skipped test fails the run unless `allowed-skip.ts` names its requirement.
 */
export function requires(name: RequirementName): Requirement {
  const requirement = found.get(name) ?? probe(name);
  found.set(name, requirement);
  if (!requirement.available) record(requirement);
  return requirement;
}

function probe(name: RequirementName): Requirement {
  const reason = PROBES[name]();
  return { name, available: reason === '', reason };
}

/** One line per file and missing requirement, read by the reporter, which lives in another process. */
function record(requirement: Requirement): void {
  const root = process.env['CAPSTAN_TEST_ROOT'];
  if (root === undefined) return;
  const line = { file: expect.getState().testPath, name: requirement.name, reason: requirement.reason };
  appendFileSync(join(root, 'missing-requirements.jsonl'), `${JSON.stringify(line)}\n`);
}

function runs(command: string, args: string[], remedy: string): string {
  const result = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 10_000,
    encoding: 'utf8',
  });
  if (result.error !== undefined) return `${command} cannot be started (${result.error.message}); ${remedy}`;
  if (result.status === 0) return '';
  const complaint = result.stderr.trim().split('\n').at(-1) ?? '';
  return `${command} ended with ${result.status ?? result.signal}${complaint === '' ? '' : `: ${complaint}`}; ${remedy}`;
}

function probeBubblewrap(): string {
  const args = ['--unshare-all', '--cap-drop', 'ALL', '--ro-bind', '/', '/', '--', 'true'];
  return runs('bwrap', args, 'install bubblewrap and allow user namespaces');
}

function probeMounting(): string {
  const mount = ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'];
  return runs('unshare', mount, 'run as root where file systems may be mounted');
}
