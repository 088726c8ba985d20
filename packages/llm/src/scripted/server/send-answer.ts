import type { ServerResponse } from 'node:http';

import type { Answer } from '../answer/answer.ts';
import type { Delivery } from '../script/turn.ts';
import type { Failure, RequestFacts, WireProtocol } from '../wire/wire-protocol.ts';
import { pause, sendPieces } from './send-pieces.ts';

/** One exchange, as far as sending is concerned. */
export interface Exchange {
  response: ServerResponse;
  protocol: WireProtocol;
  facts: RequestFacts;
  /** Fires when the connection is closed. */
  gone: AbortSignal;
  nowMs: number;
  /** Set when this side breaks the connection off. */
  breaksOff: boolean;
}

const DEFAULT_CHUNK = 64;
const JSON_TYPE = 'application/json';
const EVENT_STREAM_TYPE = 'text/event-stream; charset=utf-8';

/** Sends a whole answer in the way its delivery says. */
export async function sendAnswer(
  exchange: Exchange,
  answer: Answer,
  delivery: Delivery | undefined,
): Promise<void> {
  const { response, gone } = exchange;
  if (delivery !== undefined && delivery.firstDelayMs > 0) await pause(delivery.firstDelayMs, gone);
  if (gone.aborted) return;
  const texts = render(exchange, answer, delivery);
  writeHead(exchange);
  if (delivery === undefined) response.end(texts.join(''));
  else {
    await sendPieces(response, texts, delivery, gone);
    response.end();
  }
}

/** Sends the error that a provider would answer with. */
export function sendFailure(
  exchange: Exchange,
  failure: Failure,
  headers: Record<string, string> = {},
): void {
  const { response, protocol, facts } = exchange;
  const { status, body } = protocol.failure(failure);
  // A refusal that is a success of HTTP comes in the form that was asked for.
  const streamed = status === 200 && facts.stream;
  response.writeHead(status, { 'content-type': streamed ? EVENT_STREAM_TYPE : JSON_TYPE, ...headers });
  response.end(streamed ? protocol.failureFrame(failure) : body);
}

export function writeHead({ response, facts }: Exchange): void {
  response.writeHead(200, {
    'content-type': facts.stream ? EVENT_STREAM_TYPE : JSON_TYPE,
    ...(facts.stream ? { 'cache-control': 'no-cache' } : {}),
  });
}

const render = ({ protocol, facts }: Exchange, answer: Answer, delivery: Delivery | undefined): string[] =>
  facts.stream
    ? protocol.frames(answer, facts, delivery?.chunk ?? DEFAULT_CHUNK).map((frame) => frame.text)
    : [protocol.body(answer, facts)];
