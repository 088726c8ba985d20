import { CapstanError, parseEvent } from '@capstan/protocol';
import { Backoff } from './backoff.ts';
import { Change } from './change.ts';
import { ConnectionFailure, refusal } from './connection-failure.ts';
import type { Connection } from './connection.ts';
import type { FollowItem, FollowOptions } from './follow-options.ts';
import { sseConnection } from './sse-connection.ts';
import { webSocketConnection } from './websocket-connection.ts';

const SILENCE_SECONDS = 45;

/**
 * The events of a conversation, each once and in order, from a cursor on and for as long as it is asked: over any number
 * of connections, which it opens again by itself. What is not taken out of it is not read from the server.
 *
 * Ends when `signal` is aborted. Throws a `CapstanError` when the server will not have it, such as `unauthorized`,
 * `forbidden` or `conversation_not_found`, which is also how a follower learns that the conversation was deleted.
 */
export async function* followEvents(options: FollowOptions): AsyncGenerator<FollowItem, void> {
  const { signal = new AbortController().signal, onState = () => undefined } = options;
  const { maxAttempts = Number.POSITIVE_INFINITY } = options;
  const backoff = new Backoff(options.random ?? Math.random);
  let cursor = options.after ?? -1;
  let failure: unknown;
  try {
    while (!signal.aborted) {
      onState('connecting');
      try {
        for await (const item of connect(options, cursor, signal)) {
          if (item.type === 'open') {
            onState('live');
            continue;
          }
          if (item.type === 'end') throw refusal(item);
          if (item.type === 'lagged') break;
          backoff.reset();
          if (item.type === 'event') {
            if (item.event.id <= cursor) continue;
            cursor = item.event.id;
            yield { type: 'event', event: parseEvent(item.event) };
          } else if (item.type === 'delta' || item.type === 'notice') yield item;
        }
        failure = undefined;
      } catch (error) {
        failure = error;
        if (CapstanError.is(error)) throw error;
      }
      if (signal.aborted) break;
      if (backoff.failures + 1 >= maxAttempts) throw unreachable(maxAttempts, failure);
      onState('retrying', failure);
      await pause(backoff.next(askedOf(failure)), signal);
    }
    failure = undefined;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    onState('ended', failure);
  }
}

function connect(options: FollowOptions, after: number, signal: AbortSignal): Connection {
  const { baseUrl, conversationId, apiKey, deltas = true, transport = 'sse' } = options;
  const base = baseUrl.replace(/\/+$/, '');
  const url = new URL(`${base}/api/conversations/${encodeURIComponent(conversationId)}/events/stream`);
  url.searchParams.set('after', String(after));
  url.searchParams.set('deltas', String(deltas));
  const silenceSeconds = options.silenceSeconds ?? SILENCE_SECONDS;
  const request = { url, apiKey, silenceSeconds, signal };
  if (transport === 'sse') return sseConnection(request, options.fetch ?? globalThis.fetch);
  const WebSocket = options.WebSocket ?? globalThis.WebSocket;
  if (WebSocket === undefined) {
    throw new CapstanError('usage', 'There is no WebSocket here: pass a constructor of one, or use SSE');
  }
  return webSocketConnection(request, WebSocket);
}

const askedOf = (failure: unknown): number | undefined =>
  failure instanceof ConnectionFailure ? failure.retryAfterSeconds : undefined;

function unreachable(attempts: number, cause: unknown): CapstanError {
  return new CapstanError('server_unreachable', `The server could not be reached in ${attempts} attempts`, {
    cause,
  });
}

/** Resolves after that time, or when the signal is aborted. */
async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  const over = new Change();
  const end = (): void => over.happen();
  const timer = setTimeout(end, seconds * 1_000);
  signal.addEventListener('abort', end, { once: true });
  await over.wait();
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
}
