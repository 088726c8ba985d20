/** Calls this when the signal fires, once, and at once when it has fired already. Disposed of, it does not any more. */
export function onAbort(signal: AbortSignal | undefined, call: () => void): Disposable {
  if (signal?.aborted === true) call();
  else signal?.addEventListener('abort', call, { once: true });
  return { [Symbol.dispose]: () => signal?.removeEventListener('abort', call) };
}
