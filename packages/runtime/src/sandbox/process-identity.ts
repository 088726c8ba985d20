import { readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  pid: number;
  /** Clock ticks after boot, as the kernel tells. */
  startedAt: string;
}

/** `undefined` when there is no such process any more, or it is only waiting to be reaped. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name, in parentheses, may itself hold blanks and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startedAt] = [fields[0], fields[19]];
  if (startedAt === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid, startedAt };
}

export function isRunning(process: ProcessIdentity): boolean {
  return identifyProcess(process.pid)?.startedAt === process.startedAt;
}

/** Ends a process for certain; says whether there was one to end. */
export function killProcess(target: ProcessIdentity): boolean {
  if (!isRunning(target)) return false;
  try {
    return process.kill(target.pid, 'SIGKILL');
  } catch {
    // It ended between the look and the signal.
    return false;
  }
}
