import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { detectLocalModels, providerNames } from '@capstan/llm';
import { probeSandbox } from '@capstan/runtime';
import { SqliteStorage } from '@capstan/storage';
import { asFailure } from '../failure.ts';
import type { CapstanHome } from '../settings/capstan-home.ts';

/** `missing`: a run cannot work; `note`: it can, with less. */
export interface Finding {
  level: 'ok' | 'note' | 'missing';
  what: string;
  detail: string;
  /** What to do; empty when there is nothing to do. */
  remedy: string;
}

const WANTED_NODE = 24;
const LOW_DISK_BYTES = 1024 ** 3;
const DETECTION_MS = 1_500;
const PROGRAM_MS = 5_000;

const run = promisify(execFile);

/** Looks at everything that a run needs. Each check stands alone: one that fails hides no other. */
export async function findingsOf(env: NodeJS.ProcessEnv, home: CapstanHome): Promise<Finding[]> {
  const [ofGit, ofSandbox, ofLog, ofModels] = await Promise.all([git(), sandbox(), log(home), localModels()]);
  return [...node(), ...ofGit, ...ofSandbox, ...ofLog, ...model(env), ...ofModels];
}

function node(): Finding[] {
  const major = Number(process.versions.node.split('.')[0]);
  const detail = `Node ${process.versions.node}, ${process.platform} ${process.arch}`;
  if (major >= WANTED_NODE) return [{ level: 'ok', what: 'Node', detail, remedy: '' }];
  return [
    {
      level: 'missing',
      what: 'Node',
      detail,
      remedy: `Use Node ${WANTED_NODE} or newer; \`npm start\` brings its own.`,
    },
  ];
}

async function git(): Promise<Finding[]> {
  try {
    const { stdout } = await run('git', ['--version'], { timeout: PROGRAM_MS });
    return [{ level: 'ok', what: 'git', detail: stdout.trim(), remedy: '' }];
  } catch (error) {
    return [
      {
        level: 'note',
        what: 'git',
        detail: `cannot be started: ${String(error)}`,
        remedy: 'apt install git',
      },
    ];
  }
}

async function sandbox(): Promise<Finding[]> {
  const probe = await probeSandbox();
  const { limits } = probe;
  const detail = probe.available
    ? `bubblewrap ${probe.bubblewrap?.version ?? ''}; memory limit by ${limits.memory}, processes by ${limits.processes}`
    : 'the local sandbox cannot be used';
  const first: Finding = {
    level: probe.available ? 'ok' : 'missing',
    what: 'sandbox',
    detail,
    remedy: probe.available ? '' : 'See below, or pass --runtime cli to run without a sandbox.',
  };
  const problems = probe.problems.map(({ problem, remedy }): Finding => ({
    level: probe.available ? 'note' : 'missing',
    what: 'sandbox',
    detail: problem,
    remedy,
  }));
  return [first, ...problems];
}

async function log(home: CapstanHome): Promise<Finding[]> {
  const storage = SqliteStorage.open({ file: home.database });
  try {
    await storage.ready();
    const { bavail, bsize } = await statfs(home.root);
    const free = bavail * bsize;
    const low = free < LOW_DISK_BYTES;
    const detail = `${home.database}, ${(free / 1024 ** 3).toFixed(1)} GiB free`;
    return [{ level: low ? 'note' : 'ok', what: 'log', detail, remedy: low ? 'Free some space.' : '' }];
  } catch (error) {
    const failure = asFailure(error);
    return [{ level: 'missing', what: 'log', detail: failure.message, remedy: failure.remedy }];
  } finally {
    await storage.close();
  }
}

function model(env: NodeJS.ProcessEnv): Finding[] {
  const name = env['CAPSTAN_MODEL'];
  const providers = providerNames().join(', ');
  if (name)
    return [
      { level: 'ok', what: 'model', detail: `CAPSTAN_MODEL=${name}; providers: ${providers}`, remedy: '' },
    ];
  const remedy = 'Pass --model provider/model or set CAPSTAN_MODEL; without one, `capstan run --demo` works.';
  return [{ level: 'note', what: 'model', detail: `none is configured; providers: ${providers}`, remedy }];
}

async function localModels(): Promise<Finding[]> {
  const found = await detectLocalModels({ signal: AbortSignal.timeout(DETECTION_MS) });
  const names = found.flatMap(({ provider, models }) => models.map(({ name }) => `${provider}/${name}`));
  const detail = names.length === 0 ? 'no model server of this machine answers' : names.join(', ');
  return [{ level: 'ok', what: 'local models', detail, remedy: '' }];
}
