import { rmSync } from 'node:fs';
import type { ExecutorClient } from '../executor/executor-client.ts';
import { isRunning, killProcess } from '../sandbox/process-identity.ts';
import { removeResourceGroups } from '../sandbox/resource-group.ts';
import type { ExecutorDirectory, ExecutorEntry } from './executor-directory.ts';

const SHUTDOWN_MILLISECONDS = 5000;
const KILL_MILLISECONDS = 2000;
const LOOK_MILLISECONDS = 5;

/**
 * Ends a sandbox, politely where somebody listens, for certain in any case, and removes what it leaves on
 * this machine but the ledger. Resolves when its processes are gone.
 */
export async function endSandbox(
  directory: ExecutorDirectory,
  entry: ExecutorEntry,
  client?: ExecutorClient,
): Promise<void> {
  if (client !== undefined) {
    const overdue = setTimeout(() => client.close(), SHUTDOWN_MILLISECONDS);
    // It is killed below when it does not end by itself.
    await client.shutdown().catch(() => undefined);
    clearTimeout(overdue);
    client.close();
  }
  killProcess(entry.init);
  const deadline = performance.now() + KILL_MILLISECONDS;
  let gone = isSandboxGone(entry);
  while (!gone && performance.now() < deadline) {
    // Nothing tells when a process that is not our child has ended; it takes the kernel a moment.
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    gone = isSandboxGone(entry);
  }
  forgetSandbox(directory, entry);
}

/** Removes what a sandbox that has ended left on this machine, but the ledger. */
export function forgetSandbox(directory: ExecutorDirectory, entry: ExecutorEntry): void {
  removeResourceGroups(entry.groups);
  rmSync(entry.socket, { force: true });
  if (entry.egressSocket !== null) rmSync(entry.egressSocket, { force: true });
  directory.remove(entry);
}

const isSandboxGone = (entry: ExecutorEntry): boolean =>
  !isRunning(entry.init) && removeResourceGroups(entry.groups);
