const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type ShutdownSignal = (typeof SIGNALS)[number];

/** What of a process is needed to hear signals. */
export interface SignalSource {
  on(signal: ShutdownSignal, listener: (signal: ShutdownSignal) => void): unknown;
  removeListener(signal: ShutdownSignal, listener: (signal: ShutdownSignal) => void): unknown;
}

export interface ShutdownSignals extends Disposable {
  /** Resolves with the first one. */
  readonly first: Promise<ShutdownSignal>;
}

/** Hears the signals that end a program: the first asks for it, every further one calls `atOnce`. */
export function shutdownSignals(atOnce: () => void, source: SignalSource = process): ShutdownSignals {
  const { promise, resolve } = Promise.withResolvers<ShutdownSignal>();
  let asked = false;
  const handle = (signal: ShutdownSignal): void => {
    if (asked) return atOnce();
    asked = true;
    resolve(signal);
  };
  for (const signal of SIGNALS) source.on(signal, handle);
  return {
    first: promise,
    [Symbol.dispose]: () => {
      for (const signal of SIGNALS) source.removeListener(signal, handle);
    },
  };
}
