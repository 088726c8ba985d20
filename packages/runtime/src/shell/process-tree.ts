import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/*
 * Processes of one terminal session, read from /proc. Where there is none (macOS), nothing is found and callers
 * fall back on the process group of the shell.
 */

interface ProcessStat {
  parent: number;
  processGroup: number;
  session: number;
  /** Process group that has the terminal, -1 without a terminal. */
  foregroundGroup: number;
}

/** Numbers of all processes in the session that `leader` leads. */
export function sessionProcesses(leader: number): number[] {
  return processes().filter((pid) => statOf(pid)?.session === leader);
}

/** Numbers of all processes but this one. */
export function otherProcesses(): number[] {
  return processes().filter((pid) => pid !== process.pid);
}

/** Numbers of these processes, of those in a session that one of them leads, and of all that any of those started. */
export function processesOf(roots: readonly number[]): number[] {
  if (roots.length === 0) return [];
  const all = new Map(processes().map((pid) => [pid, statOf(pid)]));
  const belongs = (pid: number, depth = 0): boolean => {
    if (roots.includes(pid)) return true;
    const stat = all.get(pid);
    if (stat === undefined || depth > all.size) return false;
    return roots.includes(stat.session) || belongs(stat.parent, depth + 1);
  };
  return [...all.keys()].filter((pid) => belongs(pid));
}

/** The process group that has the terminal of this process. */
export function foregroundGroup(pid: number): number | undefined {
  const group = statOf(pid)?.foregroundGroup;
  return group !== undefined && group > 0 ? group : undefined;
}

/** Whether a process in the foreground of this terminal is seen to sit in a read of it. */
export function waitsForInput(shellPid: number, devicePath: string): boolean {
  const group = foregroundGroup(shellPid);
  const readCall = READ_CALL[process.arch];
  if (group === undefined || readCall === undefined) return false;
  return processes().some((pid) => {
    if (statOf(pid)?.processGroup !== group) return false;
    const [call, descriptor] = (readText(`/proc/${pid}/syscall`) ?? '').split(' ');
    if (call !== readCall || descriptor === undefined) return false;
    return readLink(`/proc/${pid}/fd/${Number(descriptor)}`) === devicePath;
  });
}

/** Sends a signal to a process, or with a negative number to a process group; false when there is none. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (isNothingThere(error)) return false;
    throw error;
  }
}

/** Number of the `read` system call. */
const READ_CALL: Partial<Record<NodeJS.Architecture, string>> = { x64: '0', arm64: '63' };

function processes(): number[] {
  return orWhenGone(() => readdirSync('/proc'), [])
    .map(Number)
    .filter((pid) => pid > 0);
}

function statOf(pid: number): ProcessStat | undefined {
  const text = readText(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  // The name stands in parentheses and may hold anything; after it: state, parent, group, session, tty, foreground.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [, parent, processGroup, session, , foreground] = fields;
  if (parent === undefined || processGroup === undefined) return undefined;
  if (session === undefined || foreground === undefined) return undefined;
  return { parent, processGroup, session, foregroundGroup: foreground };
}

const readText = (path: string): string | undefined =>
  orWhenGone(() => readFileSync(path, 'latin1'), undefined);

const readLink = (path: string): string | undefined => orWhenGone(() => readlinkSync(path), undefined);

/** Looks at a process, which may end meanwhile, or belong to somebody else. */
export function orWhenGone<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    if (isNothingThere(error)) return otherwise;
    throw error;
  }
}

/** The process ended meanwhile, or belongs to somebody else. */
function isNothingThere(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(String(error.code))
  );
}
