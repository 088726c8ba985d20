import { randomBytes } from 'node:crypto';
import { readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CapstanError } from '@capstan/protocol';
import { identifyProcess, isRunning } from '../sandbox/process-identity.ts';

/** Longer than one start may take that tries an older bubblewrap too. */
const WAIT_MILLISECONDS = 90_000;
const LOOK_MILLISECONDS = 10;

/**
 * The right to find, start or replace the sandbox of one conversation, among all processes of this machine:
 * two executors on one ledger would each run what the other runs already. Waits while somebody else who is
 * alive holds it; rejects with `cancelled` when the signal fires, with `conversation_busy` when it takes too
 * long. To be disposed of when the sandbox can be found by others.
 *
 * The lock is a symbolic link whose target names its holder: made in one step with what it says, so that
 * nobody ever reads half of it.
 */
export async function acquireStartLock(folder: string, signal: AbortSignal): Promise<Disposable> {
  const path = join(folder, 'starting.lock');
  const deadline = performance.now() + WAIT_MILLISECONDS;
  for (;;) {
    const mine = tryLock(path);
    if (mine !== undefined) return { [Symbol.dispose]: () => unlock(path, mine) };
    if (performance.now() > deadline) {
      throw new CapstanError(
        'conversation_busy',
        'Another process is starting the sandbox and does not end.',
      );
    }
    try {
      await sleep(LOOK_MILLISECONDS, undefined, { signal });
    } catch (cause) {
      throw new CapstanError('cancelled', 'The start of the sandbox was cancelled.', { cause });
    }
  }
}

/** What the lock says now that it is ours; `undefined` while it is somebody else's. */
function tryLock(path: string): string | undefined {
  // The random part tells one lock of a process from the next.
  const mine = `${process.pid}.${identifyProcess(process.pid)?.startedAt}.${randomBytes(8).toString('hex')}`;
  if (makeLink(mine, path)) return mine;
  const theirs = targetOf(path);
  if (theirs === undefined || isHeld(theirs)) return undefined;
  // Of all who find it abandoned only one may remove it, or the last of them would remove the lock of the
  // first. That right is a lock of the same kind, named after the very lock that it is about.
  const removal = `${path}.${theirs.split('.')[2]}`;
  const right = tryLock(removal);
  if (right === undefined) return undefined;
  try {
    unlock(path, theirs);
  } finally {
    unlock(removal, right);
  }
  return makeLink(mine, path) ? mine : undefined;
}

function unlock(path: string, expected: string): void {
  if (targetOf(path) === expected) rmSync(path, { force: true });
}

function isHeld(target: string): boolean {
  const [pid, startedAt] = target.split('.');
  return startedAt !== undefined && isRunning({ pid: Number(pid), startedAt });
}

function makeLink(target: string, path: string): boolean {
  try {
    symlinkSync(target, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
