import type { Agent, ClientRequest, RequestOptions } from 'node:http';
import { nodeHttp, nodeHttps } from './builtin.ts';
import { Exchange, StaleConnection, type HttpResponse } from './exchange.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { byteLength, type HttpBody } from './http-body.ts';
import { HTTP_DEFAULTS, type HttpSettings } from './http-settings.ts';

export interface HttpRequest {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  body?: HttpBody;
  signal?: AbortSignal | undefined;
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
      return await this.#send(request);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      return await this.#send(request);
    }
  }

  /** Closes the idle connections; running requests end by their own signals. */
  close(): void {
    this.#plain?.destroy();
    this.#secure?.destroy();
  }

  #send(request: HttpRequest): Promise<HttpResponse> {
    const { connectTimeoutSeconds, idleTimeoutSeconds } = this.#settings;
    const exchange = new Exchange(this.#open(request), {
      url: request.url,
      signal: request.signal,
      connectTimeoutSeconds: connectTimeoutSeconds ?? HTTP_DEFAULTS.connectTimeoutSeconds,
      idleTimeoutSeconds: idleTimeoutSeconds ?? HTTP_DEFAULTS.idleTimeoutSeconds,
    });
    return exchange.run(request.body);
  }

  #open({ method, url, headers, body }: HttpRequest): ClientRequest {
    const length = body === undefined ? undefined : byteLength(body);
    const { allowsAddress } = this.#settings;
    const guard = allowsAddress === undefined ? {} : guardedLookup(url, allowsAddress);
    const options: RequestOptions = {
      ...guard,
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
