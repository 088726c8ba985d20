import type { ClientRequest, IncomingMessage } from 'node:http';
import type { HttpBody } from './http-body.ts';
import { HttpFailure, shownUrl, toHttpFailure } from './http-failure.ts';

/** `body` yields bytes as they arrive; leaving the loop early closes the connection. */
export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array>;
}

export interface ExchangeOptions {
  url: URL;
  signal: AbortSignal | undefined;
  connectTimeoutSeconds: number;
  idleTimeoutSeconds: number;
}

/** The connection was closed while it lay idle between two requests: that says nothing about the server. */
export class StaleConnection extends HttpFailure {}

/** One request and its response. What ended it first is what both the request and the body report. */
export class Exchange {
  readonly #request: ClientRequest;
  readonly #options: ExchangeOptions;
  #ended: HttpFailure | undefined;

  constructor(request: ClientRequest, options: ExchangeOptions) {
    this.#request = request;
    this.#options = options;
  }

  /** Sends the body and resolves with the head of the response. Rejects with `HttpFailure`. */
  run(body: HttpBody | undefined): Promise<HttpResponse> {
    const { signal } = this.#options;
    const request = this.#request;
    return new Promise((resolve, reject) => {
      const abort = (): void => this.#end('cancelled', 'cancelled');
      signal?.addEventListener('abort', abort, { once: true });
      request.once('close', () => signal?.removeEventListener('abort', abort));
      request.once('response', (incoming) => resolve(this.#response(incoming)));
      request.on('error', (error) => reject(this.#failure(error, true)));
      this.#watch();
      this.#write(body);
      if (signal?.aborted === true) abort();
    });
  }

  #write(body: HttpBody | undefined): void {
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
      this.#request.end(body);
      return;
    }
    // Nothing goes out before this turn is over: head and chunks leave together.
    for (const chunk of body) this.#request.write(chunk);
    this.#request.end();
  }

  #watch(): void {
    const { url, connectTimeoutSeconds, idleTimeoutSeconds } = this.#options;
    const shown = shownUrl(url);
    this.#request.setTimeout(idleTimeoutSeconds * 1000, () =>
      this.#end('timeout', `${shown} sent nothing for ${idleTimeoutSeconds} s`),
    );
    this.#request.once('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(
        () => this.#end('timeout', `no connection to ${shown} within ${connectTimeoutSeconds} s`),
        connectTimeoutSeconds * 1000,
      );
      const stop = (): void => clearTimeout(timer);
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', stop);
      this.#request.once('close', stop);
    });
  }

  #end(kind: HttpFailure['kind'], message: string): void {
    this.#ended ??= new HttpFailure(kind, shownUrl(this.#options.url), message);
    this.#request.destroy(this.#ended);
  }

  #failure(error: unknown, noResponse: boolean): HttpFailure {
    if (this.#ended !== undefined) return this.#ended;
    const failure = toHttpFailure(error, this.#options.url);
    if (!noResponse || failure.kind !== 'reset' || !this.#request.reusedSocket) return failure;
    return new StaleConnection(failure.kind, failure.url, failure.message, { cause: error });
  }

  #response(incoming: IncomingMessage): HttpResponse {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(incoming.headers)) {
      if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
    return { status: incoming.statusCode ?? 0, headers, body: this.#bytes(incoming) };
  }

  async *#bytes(incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
    try {
      // Without an encoding set, the chunks are bytes.
      for await (const chunk of incoming) yield chunk as Uint8Array;
    } catch (error) {
      throw this.#failure(error, false);
    }
  }
}
