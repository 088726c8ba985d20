import type { ServerLog } from '../operations/server-log.ts';
import type { ApiContext } from './api.ts';

/** How long a client may take nothing of an answer before it is cut off. */
const STALL_MILLISECONDS = 5 * 60_000;

export interface StreamedAnswer {
  body: AsyncIterable<Uint8Array>;
  headers: Record<string, string>;
  /** Called once: when all has been sent, when the body fails, and when nobody reads it, not even its beginning. */
  release: () => Promise<void>;
  log: ServerLog;
  stallMilliseconds?: number;
}

/**
 * An answer whose body is made while it is sent: no faster than the client reads, and ended when it leaves. What goes
 * wrong after the first byte breaks the connection off, since the status has been sent.
 */
export function streamed(context: ApiContext, answer: StreamedAnswer): Response {
  const { body, headers, release, log, stallMilliseconds = STALL_MILLISECONDS } = answer;
  const iterator = body[Symbol.asyncIterator]();
  const outgoing = context.env?.outgoing;
  const requestId = context.get('requestId');
  let stall: NodeJS.Timeout | undefined;
  let ended = false;
  const end = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    clearTimeout(stall);
    try {
      // A generator that was never asked for anything does not even run its `finally`.
      await iterator.return?.();
    } catch (error) {
      log.debug({ requestId, error }, 'an answer was given up');
    }
    try {
      await release();
    } catch (error) {
      log.warn({ requestId, error }, 'what an answer was made from could not be let go of');
    }
  };
  // Also for a body that nobody reads: of an answer to HEAD, or one that another answer took the place of.
  outgoing?.once('close', () => void end());
  if (context.req.method === 'HEAD' || outgoing?.closed === true) void end();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stall);
        try {
          const next = await iterator.next();
          if (next.done === true) controller.close();
          else controller.enqueue(next.value);
          if (next.done === true) await end();
          else if (!ended) stall = setTimeout(() => outgoing?.destroy(), stallMilliseconds).unref();
        } catch (error) {
          if (!ended) log.warn({ requestId, error }, 'an answer broke off');
          await end();
          // Said to the framework, the error would be written to the client and past our log.
          if (outgoing === undefined) throw error;
          outgoing.destroy();
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, { headers });
}
