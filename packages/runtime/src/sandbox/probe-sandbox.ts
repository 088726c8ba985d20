import { execFile } from 'node:child_process';
import {
  isolationArguments,
  NEWEST_FEATURES,
  systemArguments,
  type BubblewrapFeatures,
} from './bubblewrap-arguments.ts';
import { currentUser } from './current-user.ts';
import { defaultLimits } from './limits.ts';
import { canLimitProcesses } from './process-limit.ts';
import { findProgram } from './program-path.ts';
import { createResourceGroup, removeResourceGroups, type ResourceGroup } from './resource-group.ts';
import { NO_BUBBLEWRAP_REMEDY, remedyFor } from './sandbox-failure.ts';
import type { SandboxUser } from './sandbox-user.ts';

const PROBE_TIMEOUT_MILLISECONDS = 10_000;

/** What this machine can do for a sandbox. */
export interface SandboxProbe {
  available: boolean;
  /** Path and version of bubblewrap, if there is one. */
  bubblewrap: { path: string; version: string } | null;
  features: BubblewrapFeatures;
  /** Whether a sandbox can have a network of its own, as `off` and the allow-list need. */
  ownNetwork: boolean;
  limits: {
    /** `group` covers a whole sandbox, `process` each process for itself. */
    memory: 'group' | 'process' | 'none';
    processes: 'group' | 'process' | 'none';
    fileSize: 'process' | 'none';
    groups: ResourceGroup['kind'];
  };
  /** What is missing, one sentence each; empty when everything works. */
  problems: { problem: string; remedy: string }[];
}

/** Tries everything a sandbox needs, once, without keeping anything. Takes about 20 ms. */
export async function probeSandbox(): Promise<SandboxProbe> {
  const path = findProgram('bwrap');
  const limits = probeLimits();
  const probe: SandboxProbe = {
    available: false,
    bubblewrap: null,
    features: NEWEST_FEATURES,
    ownNetwork: false,
    limits: limits.found,
    problems: [...limits.problems],
  };
  if (process.platform !== 'linux') {
    probe.problems.push({
      problem: `The local sandbox needs Linux; this is ${process.platform}.`,
      remedy: 'Pass --runtime cli to run without a sandbox.',
    });
    return probe;
  }
  if (path === undefined) {
    probe.problems.push({ problem: 'bubblewrap (bwrap) is not installed.', remedy: NO_BUBBLEWRAP_REMEDY });
    return probe;
  }
  const version = (await run(path, ['--version'])).output.trim().replace(/^bubblewrap /, '');
  probe.bubblewrap = { path, version };
  const help = (await run(path, ['--help'])).output;
  probe.features = {
    disableUserNamespaces: help.includes('--disable-userns'),
    sizes: help.includes('--size'),
  };
  const attempt = await tryIsolation(path, false, probe.features);
  probe.available = attempt.ok;
  probe.ownNetwork = attempt.ok;
  if (attempt.ok) return probe;
  const complaint = attempt.output.trim();
  probe.problems.push({
    problem: `bubblewrap cannot make a sandbox: ${complaint}`,
    remedy: remedyFor(complaint),
  });
  probe.available = (await tryIsolation(path, true, probe.features)).ok;
  return probe;
}

async function tryIsolation(path: string, network: boolean, features: BubblewrapFeatures): Promise<Attempt> {
  const self = currentUser();
  const user: SandboxUser = { ...self, startAs: null, ownedByRoot: self.uid === 0 };
  return run(path, [...isolationArguments(user, network, features), ...systemArguments(), 'true']);
}

interface Attempt {
  ok: boolean;
  output: string;
}

function run(path: string, list: string[]): Promise<Attempt> {
  return new Promise((resolve) => {
    const options = { env: {}, timeout: PROBE_TIMEOUT_MILLISECONDS, killSignal: 'SIGKILL' as const };
    execFile(path, list, options, (error, stdout, stderr) => {
      resolve({ ok: error === null, output: `${stdout}${stderr}` });
    });
  });
}

function probeLimits(): { found: SandboxProbe['limits']; problems: SandboxProbe['problems'] } {
  const group = createResourceGroup(`capstan-probe-${process.pid}`, defaultLimits());
  removeResourceGroups(group.folders);
  const otherwise = canLimitProcesses() ? 'process' : 'none';
  const problems: SandboxProbe['problems'] = [];
  if (!group.limitsMemory || !group.limitsProcesses) {
    problems.push({
      problem: `Memory and process limits hold for each process, not for a whole sandbox: ${group.reason}.`,
      remedy: 'Start Capstan as a service or in a systemd user session that has control groups delegated.',
    });
  }
  if (otherwise === 'none') {
    problems.push({
      problem: 'prlimit is missing: file size is not limited.',
      remedy: '`apt install util-linux`.',
    });
  }
  const found = {
    memory: group.limitsMemory ? ('group' as const) : otherwise,
    processes: group.limitsProcesses ? ('group' as const) : otherwise,
    fileSize: otherwise,
    groups: group.kind,
  } as const;
  return { found, problems };
}
