import { CapstanError } from '@capstan/protocol';
import { cancelled } from './access-failure.ts';
import { onAbort } from './on-abort.ts';

/**
 * The chunks of somebody's body. Whoever waits for the next one hears of the signal at once, and of a body that breaks,
 * as `cancelled` either way: nobody wants the rest of it any more. The body is told when nobody does.
 */
export async function* bodyChunks(
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  const iterator = source[Symbol.asyncIterator]();
  let isOpen = true;
  try {
    for (;;) {
      const result = await unlessAborted(iterator.next().catch(broken), signal);
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

/** A promise of its own each time: one that stayed would hold on to every chunk that it was raced with. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = Promise.withResolvers<never>();
  using _watch = onAbort(signal, () => stopped.reject(cancelled()));
  return await Promise.race([promise, stopped.promise]);
}

function broken(cause: unknown): never {
  if (CapstanError.is(cause)) throw cause;
  throw new CapstanError('cancelled', 'What was to be written ended too early.', { cause });
}
