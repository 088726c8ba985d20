import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { nodeHttp, nodeHttps } from './builtin.ts';
import { HttpFailure, shownUrl, toHttpFailure } from './http-failure.ts';
import { HTTP_DEFAULTS, type HttpSettings } from './http-settings.ts';

export interface HttpRequest {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  signal?: AbortSignal | undefined;
}

/** `body` yields bytes as they arrive; leaving the loop early closes the connection. */
export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array>;
}

/**
 * Requests over kept-alive connections. An abort or a timeout destroys the socket, so the other side
 * sees at once that nobody is listening any more. Rejects with `HttpFailure`.
 */
export class HttpClient {
  readonly #settings: HttpSettings;
  #plain: Agent | undefined;
  #secure: Agent | undefined;

  constructor(settings: HttpSettings = {}) {
    this.#settings = settings;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    try {
      return await this.#attempt(request);
    } catch (error) {
      // A kept-alive connection may have been closed while it lay idle: that says nothing about the server.
      if (!(error instanceof StaleConnection)) throw error;
      return await this.#attempt(request);
    }
  }

  /** Closes the idle connections; running requests end by their own signals. */
  close(): void {
    this.#plain?.destroy();
    this.#secure?.destroy();
  }

  #attempt(request: HttpRequest): Promise<HttpResponse> {
    const { url, signal } = request;
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(cancelled(url));
        return;
      }
      const outgoing = this.#open(request);
      const abort = (): void => {
        outgoing.destroy(cancelled(url));
      };
      const forget = (): void => signal?.removeEventListener('abort', abort);
      signal?.addEventListener('abort', abort, { once: true });
      outgoing.once('close', forget);
      outgoing.once('response', (incoming) => resolve(toResponse(incoming, url, signal)));
      outgoing.on('error', (error) => reject(failureOf(error, outgoing, url, signal)));
      this.#watch(outgoing, url);
      outgoing.end(request.body);
    });
  }

  #open({ method, url, headers, body }: HttpRequest): ClientRequest {
    const length = body === undefined ? undefined : Buffer.byteLength(body);
    const options: RequestOptions = {
      method,
      headers: length === undefined ? headers : { ...headers, 'content-length': String(length) },
    };
    if (url.protocol === 'https:') {
      this.#secure ??= new (nodeHttps().Agent)({ keepAlive: true, proxyEnv: this.#proxyEnv() });
      return nodeHttps().request(url, { ...options, agent: this.#secure });
    }
    this.#plain ??= new (nodeHttp().Agent)({ keepAlive: true, proxyEnv: this.#proxyEnv() });
    return nodeHttp().request(url, { ...options, agent: this.#plain });
  }

  #watch(outgoing: ClientRequest, url: URL): void {
    const connect = this.#settings.connectTimeoutSeconds ?? HTTP_DEFAULTS.connectTimeoutSeconds;
    const idle = this.#settings.idleTimeoutSeconds ?? HTTP_DEFAULTS.idleTimeoutSeconds;
    outgoing.setTimeout(idle * 1000, () => {
      outgoing.destroy(
        new HttpFailure('timeout', shownUrl(url), `${shownUrl(url)} sent nothing for ${idle} s`),
      );
    });
    outgoing.once('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(() => {
        const text = `no connection to ${shownUrl(url)} within ${connect} s`;
        outgoing.destroy(new HttpFailure('timeout', shownUrl(url), text));
      }, connect * 1000);
      const stop = (): void => clearTimeout(timer);
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', stop);
      outgoing.once('close', stop);
      outgoing.once('response', stop);
    });
  }

  #proxyEnv(): NodeJS.ProcessEnv {
    const env = this.#settings.env ?? {};
    const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
    const proxy: NodeJS.ProcessEnv = {};
    for (const name of [...names, ...names.map((each) => each.toLowerCase())]) {
      if (env[name] !== undefined) proxy[name] = env[name];
    }
    return proxy;
  }
}

class StaleConnection extends HttpFailure {}

function cancelled(url: URL): HttpFailure {
  return new HttpFailure('cancelled', shownUrl(url), 'cancelled');
}

function failureOf(error: Error, outgoing: ClientRequest, url: URL, signal?: AbortSignal): HttpFailure {
  if (signal?.aborted === true) return cancelled(url);
  const failure = toHttpFailure(error, url);
  const stale = failure.kind === 'reset' && outgoing.reusedSocket && !(error instanceof HttpFailure);
  return stale ? new StaleConnection('reset', failure.url, failure.message, { cause: error }) : failure;
}

function toResponse(incoming: IncomingMessage, url: URL, signal?: AbortSignal): HttpResponse {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { status: incoming.statusCode ?? 0, headers, body: bytesOf(incoming, url, signal) };
}

async function* bytesOf(
  incoming: IncomingMessage,
  url: URL,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of incoming) yield chunk as Uint8Array;
  } catch (error) {
    throw signal?.aborted === true ? cancelled(url) : toHttpFailure(error, url);
  }
}
