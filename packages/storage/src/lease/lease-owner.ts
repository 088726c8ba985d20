import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told apart from a later one that got the same pid. */
export interface LeaseOwner {
  pid: number;
  host: string;
  /** Boot id and start time in clock ticks since boot; empty where the system does not tell. */
  startTime: string;
}

export function currentOwner(): LeaseOwner {
  return { pid: process.pid, host: hostname(), startTime: processStartTime(process.pid) ?? '' };
}

/** An owner on another host counts as alive: from here nobody can tell. */
export function isAlive(owner: LeaseOwner): boolean {
  if (owner.host !== hostname()) return true;
  if (owner.startTime === '') return answersSignals(owner.pid);
  return processStartTime(owner.pid) === owner.startTime;
}

/** Undefined if there is no such process, or it is a zombie. */
function processStartTime(pid: number): string | undefined {
  const stat = readProcFile(`/proc/${pid}/stat`);
  const boot = readProcFile('/proc/sys/kernel/random/boot_id');
  if (stat === undefined || boot === undefined) return undefined;
  // The second field is the program's name in parentheses and may hold blanks and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? undefined : `${boot.trim()}/${startTicks}`;
}

function readProcFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // No such process, or a system without /proc.
    return undefined;
  }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
