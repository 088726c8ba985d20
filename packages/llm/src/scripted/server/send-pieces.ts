import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import type { Delivery } from '../script/turn.ts';

const COMMENT = ': keep-alive\n\n';
const ODD_SIZES = [1, 3, 2, 7, 5, 4, 6];

/**
 * Writes texts in the way a delivery says, without ending the response. Returns early when the client
 * has gone.
 */
export async function sendPieces(
  response: ServerResponse,
  texts: readonly string[],
  delivery: Delivery | undefined,
  gone: AbortSignal,
): Promise<void> {
  for (const piece of toPieces(texts, delivery)) {
    if (gone.aborted) return;
    if (!response.write(piece)) await untilGone(once(response, 'drain', { signal: gone }), gone);
    if (delivery !== undefined && delivery.delayMs > 0) await pause(delivery.delayMs, gone);
  }
}

/** Waits, but not longer than the client does. */
export const pause = (milliseconds: number, gone: AbortSignal): Promise<void> =>
  untilGone(wait(milliseconds, undefined, { signal: gone }), gone);

async function untilGone(waiting: Promise<unknown>, gone: AbortSignal): Promise<void> {
  try {
    await waiting;
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}

function toPieces(texts: readonly string[], delivery: Delivery | undefined): Iterable<string | Buffer> {
  if (delivery === undefined) return [texts.join('')];
  const events = delivery.comments ? texts.flatMap((text) => [COMMENT, text]) : texts;
  if (delivery.oddBorders) return cut(events, ODD_SIZES);
  if (delivery.pieceBytes > 0) return cut(events, [delivery.pieceBytes]);
  return delivery.delayMs > 0 ? events : [events.join('')];
}

function* cut(texts: readonly string[], sizes: readonly number[]): Generator<Buffer, void> {
  const bytes = Buffer.from(texts.join(''));
  for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}
