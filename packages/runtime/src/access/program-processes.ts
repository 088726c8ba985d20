import { readdirSync, readFileSync } from 'node:fs';
import { sendSignal } from '../shell/process-tree.ts';

const isThere = { ENOENT: false, ESRCH: false, EACCES: false, EPERM: false } as const;

/**
 * Sends a signal to a program's process group and to whatever else it started: those that left the group are known by
 * the variable that all of them inherited. False when there was nobody any more.
 */
export function signalProgram(group: number, mark: string, signal: NodeJS.Signals): boolean {
  const reached = sendSignal(-group, signal);
  const others = markedProcesses(mark).filter((pid) => sendSignal(pid, signal));
  return reached || others.length > 0;
}

/** Processes whose environment holds this `NAME=value`. None where there is no `/proc`. */
function markedProcesses(mark: string): number[] {
  const wanted = Buffer.from(`${mark}\0`);
  return entriesOf('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && environmentOf(pid).includes(wanted));
}

function entriesOf(folder: string): string[] {
  return orWhenGone(() => readdirSync(folder), []);
}

function environmentOf(pid: number): Buffer {
  return orWhenGone(() => readFileSync(`/proc/${pid}/environ`), Buffer.alloc(0));
}

/** Processes end while one looks at them, or belong to somebody else. */
function orWhenGone<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code) in isThere) return otherwise;
    throw error;
  }
}
