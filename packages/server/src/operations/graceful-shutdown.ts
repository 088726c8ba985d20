import { setTimeout as wait } from 'node:timers/promises';
import type { ServerLog } from './server-log.ts';

/** One part of ending a server. */
export interface ShutdownStep {
  name: string;
  run: () => Promise<void> | void;
}

export interface ShutdownRequest {
  /** In this order, each when the one before has ended or failed. */
  steps: readonly ShutdownStep[];
  /** For all of them together. */
  seconds: number;
  log: ServerLog;
}

/**
 * Ends a server step by step within a bound: a step that fails is logged and does not stop the next. Resolves with
 * whether everything was done in time; what is not done then goes on by itself and is waited for by nobody.
 */
export async function gracefulShutdown({ steps, seconds, log }: ShutdownRequest): Promise<boolean> {
  const timer = new AbortController();
  let under: string | undefined;
  let failed = false;
  const work = (async () => {
    for (const { name, run } of steps) {
      under = name;
      try {
        await run();
      } catch (error) {
        failed = true;
        log.error({ error, step: name }, 'A step of the shutdown failed');
      }
    }
    return true;
  })();
  const bound = wait(seconds * 1000, false, { signal: timer.signal });
  // The wait is given up once the work is done.
  bound.catch(() => undefined);
  const inTime = await Promise.race([work, bound]);
  timer.abort();
  if (!inTime) log.warn({ step: under, seconds }, 'The shutdown took too long and was cut short');
  return inTime && !failed;
}
