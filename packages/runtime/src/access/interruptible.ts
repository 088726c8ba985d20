import { cancelled } from './access-failure.ts';

/** Calls this when the signal fires, once, and at once when it has fired already. Disposed of, it does not any more. */
export function onAbort(signal: AbortSignal | undefined, call: () => void): Disposable {
  if (signal?.aborted === true) call();
  else signal?.addEventListener('abort', call, { once: true });
  return { [Symbol.dispose]: () => signal?.removeEventListener('abort', call) };
}

/** The same, but whoever waits for the next one hears of the signal at once, by `cancelled`. The source is returned to. */
export async function* interruptible<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  const iterator = source[Symbol.asyncIterator]();
  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => undefined);
  using _watch = onAbort(signal, () => stopped.reject(cancelled()));
  let isOpen = true;
  try {
    for (;;) {
      const result = await Promise.race([stopped.promise, iterator.next()]);
      if (result.done === true) {
        isOpen = false;
        return;
      }
      yield result.value;
    }
  } finally {
    // Not awaited: a source that hangs would hold up whoever wants to be rid of it.
    if (isOpen) iterator.return?.()?.catch(() => undefined);
  }
}
