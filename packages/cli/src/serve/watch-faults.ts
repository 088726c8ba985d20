import type { ServerContext } from '@capstan/server';

/** What of a process is needed to hear of its end by a fault. */
export interface FaultSource {
  on(event: 'uncaughtExceptionMonitor', listener: (error: unknown) => void): unknown;
  removeListener(event: 'uncaughtExceptionMonitor', listener: (error: unknown) => void): unknown;
}

/**
 * A fault that nobody expected ends the program, since nobody knows what is still right in it; whoever watches over it
 * starts it again, and conversations go on. The last line of the log says so, in the form of the others.
 */
export function watchFaults(
  log: Pick<ServerContext['log'], 'error'>,
  source: FaultSource = process,
): Disposable {
  const tell = (error: unknown): void =>
    log.error({ error }, 'The server ends by a fault of its own; what was running goes on at the next start');
  source.on('uncaughtExceptionMonitor', tell);
  return { [Symbol.dispose]: () => void source.removeListener('uncaughtExceptionMonitor', tell) };
}
