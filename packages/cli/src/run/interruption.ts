import { EXIT_CODE } from '@capstan/protocol';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `stop` on the first signal; the second ends the process at once. Nobody reading any more what is
 * printed counts as a signal. Returns what takes this back.
 */
export function onInterruption(stop: () => void): () => void {
  let asked = false;
  const ask = (): void => {
    if (!asked) stop();
    asked = true;
  };
  const handle = (): void => {
    if (asked) process.exit(EXIT_CODE.stopped);
    ask();
  };
  for (const signal of SIGNALS) process.on(signal, handle);
  process.stdout.on('error', ask);
  return () => {
    for (const signal of SIGNALS) process.removeListener(signal, handle);
    process.stdout.removeListener('error', ask);
  };
}
