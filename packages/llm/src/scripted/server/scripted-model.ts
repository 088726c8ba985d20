import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

import { CapstanError } from '@capstan/protocol';

import type { ProtocolName } from '../prompt/prompt.ts';
import type { Script } from '../script/script.ts';
import { ScriptProgress } from '../script/script-progress.ts';
import { IssuedReasoning } from '../wire/issued-reasoning.ts';
import { EventCount } from './event-count.ts';
import { handleRequest } from './handle-request.ts';
import { type RecordedRequest, RequestLog } from './request-log.ts';
import type { ServerState } from './server-state.ts';
import { scriptNeedsContent } from './understand-request.ts';

export interface ScriptedModelOptions {
  /** From `script(…)` or `parseScript(…)`. */
  script: Script;
  /** Default: any free one. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Requests without this key are refused as the provider would. Default: any key, or none, will do. */
  expectKey?: string;
  /**
   * Whether requests that a provider would refuse are refused in its words. Otherwise they are answered,
   * and their problems recorded. Default true.
   */
  strict?: boolean;
  /** `off` does not even look at requests, so that a long one costs no more than a short one. Default `on`. */
  validate?: 'on' | 'off';
  /** How many of the newest requests are kept for `requests`. Default 1,000. */
  keepRequests?: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

/** A running scripted model. */
export interface ScriptedModel {
  /** Without a path, as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** What clients of each protocol are given as base URL. */
  readonly baseUrls: Readonly<Record<ProtocolName, string>>;
  /** The newest requests, oldest first: at most `keepRequests`, and at most 64 MiB of bodies. */
  readonly requests: readonly RecordedRequest[];
  /** Number of requests that came, also of those that are no longer kept. */
  readonly requestCount: number;
  /** Connections that are open now. */
  readonly openConnections: number;
  /** Requests whose client closed the connection before the end of the answer. */
  readonly aborted: number;
  /** Resolves when so many requests have come in all. @throws CapstanError `cancelled` */
  waitForRequest(count: number, options: { signal: AbortSignal }): Promise<void>;
  /** Resolves when so many clients have broken off. @throws CapstanError `cancelled` */
  waitForAborted(count: number, options: { signal: AbortSignal }): Promise<void>;
  /** Breaks off every connection and stops; at once, and any number of times. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a server that speaks the wire protocols of OpenAI chat completions, OpenAI responses, Anthropic
 * messages and Gemini, and answers from a script.
 *
 * @throws CapstanError `usage` when it cannot listen.
 */
export async function startScriptedModel(options: ScriptedModelOptions): Promise<ScriptedModel> {
  const { script, host = '127.0.0.1', port = 0 } = options;
  const serverId = randomUUID().slice(0, 8);
  let answers = 0;
  const state: ServerState = {
    script,
    progress: new ScriptProgress(script),
    validate: options.validate !== 'off',
    strict: options.strict ?? true,
    contentNeeded: scriptNeedsContent(script),
    expectKey: options.expectKey,
    log: new RequestLog(options.keepRequests ?? 1000),
    issued: new IssuedReasoning(),
    received: new EventCount('requests'),
    aborted: new EventCount('broken-off requests'),
    nowMs: options.now ?? Date.now,
    nextAnswerId: () => `${serverId}${(answers += 1)}`,
    closing: false,
  };

  let connections = 0;
  const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
    handleRequest(request, response, state).catch((error: unknown) => {
      // A client that went away needs no answer; anything else is a defect that must be seen.
      if (response.destroyed || request.destroyed) return;
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message, type: 'scripted_model_defect' } }));
    });
  });
  server.on('connection', (socket) => {
    connections += 1;
    socket.once('close', () => (connections -= 1));
  });

  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CapstanError('usage', `The scripted model cannot listen on ${host}:${port}: ${reason}`, {
      cause: error,
      remedy: 'Choose another port, or 0 for any free one.',
    });
  }
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;

  const close = async (): Promise<void> => {
    if (state.closing) return;
    state.closing = true;
    state.received.close();
    state.aborted.close();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };

  return {
    url,
    baseUrls: baseUrls(url),
    get requests() {
      return state.log.requests;
    },
    get requestCount() {
      return state.received.value;
    },
    get openConnections() {
      return connections;
    },
    get aborted() {
      return state.aborted.value;
    },
    waitForRequest: (count, wait) => state.received.reached(count, wait),
    waitForAborted: (count, wait) => state.aborted.reached(count, wait),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const baseUrls = (url: string): Record<ProtocolName, string> => ({
  'openai-chat': `${url}/v1`,
  'openai-responses': `${url}/v1`,
  anthropic: `${url}/v1`,
  gemini: `${url}/v1beta`,
});
