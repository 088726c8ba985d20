import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SandboxLimits } from './limits.ts';

const ROOT = '/sys/fs/cgroup';
/** Every group's name begins so, and no other's. */
const NAME_PREFIX = 'capstan-';
const NOBODY = 65_534;

/** A cgroup, or one per controller on the first version of them, that holds a whole sandbox. */
export interface ResourceGroup {
  kind: 'cgroup2' | 'cgroup1' | 'none';
  folders: string[];
  /** Holds a line `oom_kill N`; `null` when memory is not limited here. */
  oomCounterFile: string | null;
  limitsMemory: boolean;
  limitsProcesses: boolean;
  /** Why something asked for is not limited by a group. */
  reason: string | null;
}

/** Makes a group that no process is in yet. Never fails: what cannot be limited is said in the result. */
export function createResourceGroup(name: string, limits: SandboxLimits): ResourceGroup {
  if (limits.memoryBytes === null && limits.processes === null) return none(null);
  const own = ownGroups();
  if (own.size === 0) return none('this system has no control groups');
  const unified = own.get('');
  if (unified !== undefined && existsSync(join(ROOT, 'cgroup.controllers'))) {
    return createUnified(name, limits, unified);
  }
  return createPerController(name, limits, own);
}

/**
 * Puts a process, and so all it will start, into the group. Says `false` when it has ended meanwhile. The kernel may take
 * some ten milliseconds for it, which nobody else in this process should wait for.
 */
export async function enterResourceGroup(group: ResourceGroup, pid: number): Promise<boolean> {
  try {
    for (const folder of group.folders) await writeFile(join(folder, 'cgroup.procs'), String(pid));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Removes groups whose processes have ended; says whether all are gone. */
export function removeResourceGroups(folders: readonly string[]): boolean {
  let gone = true;
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      // Busy while a last process is being reaped: the caller tries again later.
      gone &&= !existsSync(folder);
    }
  }
  return gone;
}

/**
 * Removes groups of sandboxes that have ended while nobody was there to do it. Young ones are left alone:
 * the first process of a new sandbox may be on its way into one.
 */
export function sweepResourceGroups(olderThanMilliseconds: number): void {
  for (const folder of groupFolders()) {
    try {
      if (Date.now() - statSync(folder).mtimeMs > olderThanMilliseconds) rmdirSync(folder);
    } catch {
      // In use, or removed by somebody else.
      continue;
    }
  }
}

function groupFolders(): string[] {
  const own = ownGroups();
  const unified = own.get('') ?? '/';
  const parents = [
    ...[join(ROOT, dirname(unified)), join(ROOT, unified)],
    ...['memory', 'pids'].flatMap((name) => [join(ROOT, name, own.get(name) ?? '/'), join(ROOT, name)]),
  ];
  return [...new Set(parents)].filter(existsSync).flatMap((parent) =>
    readdirSync(parent)
      .filter((name) => name.startsWith(NAME_PREFIX))
      .map((name) => join(parent, name)),
  );
}

const none = (reason: string | null): ResourceGroup => ({
  kind: 'none',
  folders: [],
  oomCounterFile: null,
  limitsMemory: false,
  limitsProcesses: false,
  reason,
});

/** Controller to path of this process's group; the empty name stands for the unified hierarchy. */
function ownGroups(): Map<string, string> {
  const groups = new Map<string, string>();
  if (!existsSync('/proc/self/cgroup')) return groups;
  for (const line of readFileSync('/proc/self/cgroup', 'utf8').split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    for (const controller of controllers.split(',')) groups.set(controller, path);
  }
  return groups;
}

function createUnified(name: string, limits: SandboxLimits, own: string): ResourceGroup {
  // A group that holds processes cannot have limited children, so a sibling of our own comes first.
  const parents = own === '/' ? [ROOT] : [join(ROOT, dirname(own)), join(ROOT, own)];
  let reason = 'no control group may be made here; start from a systemd user session or as a service';
  for (const parent of parents) {
    const folder = join(parent, name);
    try {
      delegateControllers(parent);
      mkdirSync(folder);
      if (limits.memoryBytes !== null) {
        writeFileSync(join(folder, 'memory.max'), String(limits.memoryBytes));
        if (existsSync(join(folder, 'memory.swap.max'))) writeFileSync(join(folder, 'memory.swap.max'), '0');
      }
      if (limits.processes !== null) writeFileSync(join(folder, 'pids.max'), String(limits.processes));
      return {
        kind: 'cgroup2',
        folders: [folder],
        oomCounterFile: limits.memoryBytes === null ? null : join(folder, 'memory.events'),
        limitsMemory: limits.memoryBytes !== null,
        limitsProcesses: limits.processes !== null,
        reason: null,
      };
    } catch (error) {
      removeResourceGroups([folder]);
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  return none(reason);
}

function delegateControllers(parent: string): void {
  const file = join(parent, 'cgroup.subtree_control');
  const enabled = readFileSync(file, 'utf8').split(/\s+/);
  const missing = ['memory', 'pids'].filter((controller) => !enabled.includes(controller));
  if (missing.length > 0) writeFileSync(file, missing.map((controller) => `+${controller}`).join(' '));
}

/**
 * In the first version the counter is in a file that also takes orders: who owns it can have the group
 * frozen instead of killed. The sandbox inherits it, so it must belong to nobody inside; where it cannot
 * be given away it is not handed in.
 */
function readableCounter(folder: string): string | null {
  const file = join(folder, 'memory.oom_control');
  try {
    chmodSync(file, 0o444);
    chownSync(file, NOBODY, NOBODY);
    return file;
  } catch {
    return null;
  }
}

function createPerController(name: string, limits: SandboxLimits, own: Map<string, string>): ResourceGroup {
  const group = { ...none(null), kind: 'cgroup1' as const };
  const make = (controller: string, settings: [string, number][]): boolean => {
    const base = join(ROOT, controller);
    const parent = [join(base, own.get(controller) ?? ''), base].find((path) => existsSync(path));
    if (parent === undefined) return false;
    const folder = join(parent, name);
    try {
      mkdirSync(folder);
      for (const [file, value] of settings) writeFileSync(join(folder, file), String(value));
      group.folders.push(folder);
      return true;
    } catch (error) {
      removeResourceGroups([folder]);
      group.reason = error instanceof Error ? error.message : String(error);
      return false;
    }
  };
  if (limits.memoryBytes !== null) {
    group.limitsMemory = make('memory', [['memory.limit_in_bytes', limits.memoryBytes]]);
    const folder = group.folders[0];
    if (group.limitsMemory && folder !== undefined) group.oomCounterFile = readableCounter(folder);
  }
  if (limits.processes !== null) group.limitsProcesses = make('pids', [['pids.max', limits.processes]]);
  return group.folders.length === 0 ? none(group.reason) : group;
}
