import type { Answer } from '../answer/answer.ts';
import { type Fault, isFailure } from '../script/fault.ts';
import type { Delivery } from '../script/turn.ts';
import type { Failure } from '../wire/wire-protocol.ts';
import { firstHalf, halfOf, INTERRUPTED_CHUNK } from './interruption.ts';
import { retryHeaders } from './retry-headers.ts';
import { type Exchange, sendAnswer, sendFailure, writeHead } from './send-answer.ts';
import { sendPieces } from './send-pieces.ts';

const PORTAL_PAGE = '<!doctype html><title>Sign in</title><p>Please sign in to use this network.</p>\n';
const NO_JSON = 'upstream connect error or disconnect/reset before headers';

/** Lets a fault strike. `answer` is what would have been said. */
export async function sendFault(
  exchange: Exchange,
  fault: Fault,
  answer: Answer,
  delivery: Delivery | undefined,
): Promise<void> {
  switch (fault.kind) {
    case 'huge':
    case 'empty':
      await sendAnswer(exchange, answer, delivery);
      return;
    case 'wrong-content-type':
      exchange.response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      exchange.response.end(PORTAL_PAGE);
      return;
    case 'cut':
      await sendUntil('middle', exchange, answer, delivery);
      exchange.response.end();
      return;
    case 'invalid-json':
      await sendUntil(exchange.facts.stream ? 'middle' : 'headers', exchange, answer, delivery);
      exchange.response.end(exchange.facts.stream ? `data: ${NO_JSON}\n\n` : NO_JSON);
      return;
    case 'hang':
      // The response is left open: it is over when the client or the server closes the connection.
      await sendUntil(fault.at, exchange, answer, delivery);
      return;
    case 'reset':
      await sendUntil(fault.at, exchange, answer, delivery);
      exchange.breaksOff = true;
      if (fault.at === 'start') exchange.response.socket?.resetAndDestroy();
      else exchange.response.socket?.destroySoon();
      return;
    default:
      if (isFailure(fault)) await sendWorded(exchange, fault, answer, delivery);
  }
}

/** A failure in the provider's words: as the answer, or as an event in the midst of the stream. */
async function sendWorded(
  exchange: Exchange,
  fault: Fault & { kind: Failure['kind'] },
  answer: Answer,
  delivery: Delivery | undefined,
): Promise<void> {
  const { facts, protocol, response } = exchange;
  const failure: Failure = {
    kind: fault.kind,
    model: facts.model,
    ...(fault.message === undefined ? {} : { message: fault.message }),
    ...(fault.status === undefined ? {} : { status: fault.status }),
    ...retryAfter(fault),
  };
  if (fault.at === 'start' || !facts.stream) {
    sendFailure(exchange, failure, retryHeaders(fault, exchange.nowMs));
    return;
  }
  await sendUntil(fault.at, exchange, answer, delivery);
  response.end(protocol.failureFrame(failure));
}

/** Sends nothing, the head, or the head and the first half of the answer. */
async function sendUntil(
  at: Fault['at'],
  exchange: Exchange,
  answer: Answer,
  delivery: Delivery | undefined,
): Promise<void> {
  if (at === 'start') return;
  const { facts, gone, protocol, response } = exchange;
  writeHead(exchange);
  response.flushHeaders();
  if (at === 'headers') return;
  const half = facts.stream
    ? firstHalf(protocol.frames(answer, facts, INTERRUPTED_CHUNK))
    : [halfOf(protocol.body(answer, facts))];
  await sendPieces(response, half, delivery, gone);
}

function retryAfter(fault: Fault): { retryAfterSeconds?: number } {
  if (fault.retryAfterMs !== undefined) return { retryAfterSeconds: fault.retryAfterMs / 1000 };
  const seconds = fault.retryAfterSeconds ?? fault.retryAfterDateSeconds;
  return seconds === undefined ? {} : { retryAfterSeconds: seconds };
}
