import { errorBodySchema, type StreamFrame } from '@capstan/protocol/api';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ConnectionFailure, refusal } from './connection-failure.ts';
import type { Connection, ConnectionRequest } from './connection.ts';
import { readFrame, readJson } from './read-frame.ts';
import { Silence } from './silence.ts';

/** Characters of one message, at most. */
const LARGEST_MESSAGE = 64 * 1_024 * 1_024;

/** Server-sent events, read with `fetch`: `EventSource` can set no headers and tells nothing of a refusal. */
export async function* sseConnection(
  { url, apiKey, silenceSeconds, signal }: ConnectionRequest,
  fetch: typeof globalThis.fetch,
): Connection {
  const silence = new Silence(silenceSeconds);
  const abort = new AbortController();
  const either = AbortSignal.any([signal, silence.signal, abort.signal]);
  silence.begin();
  try {
    const response = await fetch(url, {
      headers: {
        accept: 'text/event-stream',
        ...(apiKey === undefined ? {} : { 'x-session-api-key': apiKey }),
      },
      cache: 'no-store',
      signal: either,
    });
    if (!response.ok) throw await refusalOf(response);
    const type = response.headers.get('content-type') ?? '';
    if (response.body === null || !type.startsWith('text/event-stream')) {
      throw new ConnectionFailure(`The server answered with ${type || 'nothing'} instead of a stream`);
    }
    silence.end();
    yield { type: 'open' };
    const messages: EventSourceMessage[] = [];
    const parser = createParser({
      onEvent: (message) => messages.push(message),
      maxBufferSize: LARGEST_MESSAGE,
    });
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (;;) {
      silence.begin();
      const { done, value } = await reader.read();
      silence.end();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      if (messages.length === 0) yield { type: 'alive' };
      for (const message of messages.splice(0)) {
        const frame = frameOf(message);
        if (frame !== undefined) yield frame;
      }
    }
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error;
  } finally {
    silence.end();
    abort.abort();
  }
}

/** As the same thing would be sent over WebSocket. */
function frameOf({ event, data }: EventSourceMessage): StreamFrame | undefined {
  const content = readJson(data);
  const isContent = event === 'event' || event === 'delta' || event === 'notice';
  if (isContent) return readFrame({ type: event, [event]: content });
  return readFrame({ ...(typeof content === 'object' ? content : {}), type: event });
}

async function refusalOf(response: Response): Promise<Error> {
  const text = await response.text();
  const { code, message } = bodyOf(text) ?? { code: '', message: `The server answered ${response.status}` };
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return refusal({
    code,
    message,
    status: response.status,
    ...(Number.isFinite(retryAfter) ? { retryAfterSeconds: retryAfter } : {}),
  });
}

function bodyOf(text: string): { code: string; message: string } | undefined {
  try {
    return errorBodySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // Not of this server, but of something between.
  }
}
