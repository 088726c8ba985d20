import type { RunningCommand } from './running-command.ts';
import type { WaitOptions } from './shell-options.ts';

export type WaitEnd = 'ended' | 'no-change' | 'hard-timeout' | 'aborted';

/** Longest delay of a timer; a longer wait takes several. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Waits until the command ends or one of the limits is reached. Rejects when the command could not be started. */
export async function awaitCommand(running: RunningCommand, options: WaitOptions): Promise<WaitEnd> {
  if (running.end) return 'ended';
  const { signal } = options;
  if (signal?.aborted) return 'aborted';
  const started = performance.now();
  const hardAt = started + (options.timeoutSeconds ?? Infinity) * 1000;
  const quietMs = (options.noChangeTimeoutSeconds ?? Infinity) * 1000;
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const limits = new Promise<WaitEnd>((resolve) => {
    const check = (): void => {
      const now = performance.now();
      const quietAt = Math.max(started, running.lastOutputAt) + quietMs;
      if (now >= hardAt) return resolve('hard-timeout');
      if (now >= quietAt) return resolve('no-change');
      const next = Math.min(hardAt, quietAt) - now;
      // Rounded up: a timer may come a little early.
      if (next < Infinity) timer = setTimeout(check, Math.min(Math.ceil(next), MAX_DELAY_MS));
    };
    check();
    onAbort = () => resolve('aborted');
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([running.ended.then((): WaitEnd => 'ended'), limits]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
  }
}

/** Whether the command ends within this time. */
export async function endsWithin(running: RunningCommand, seconds: number): Promise<boolean> {
  return (await awaitCommand(running, { timeoutSeconds: seconds })) === 'ended';
}
