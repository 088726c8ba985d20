import { EXIT_CODE } from '@capstan/protocol';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `stop` on the first signal; the second ends the process at once. Returns what takes this back. */
export function onInterruption(stop: () => void): () => void {
  let asked = false;
  const handle = (): void => {
    if (asked) process.exit(EXIT_CODE.stopped);
    asked = true;
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, handle);
  return () => {
    for (const signal of SIGNALS) process.removeListener(signal, handle);
  };
}
