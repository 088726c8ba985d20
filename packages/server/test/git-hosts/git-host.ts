import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ServedProvider } from '../../src/git-provider/connection/provider-account.ts';

export interface HostRequest {
  method: string;
  /** Decoded parts of the path that the route's pattern has caught. */
  params: string[];
  query: URLSearchParams;
  body: unknown;
  /** Where the host is, to be put into links. */
  origin: string;
  path: string;
}

export interface HostReply {
  /** Default 200. */
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON; a string is sent as it is. */
  body: unknown;
}

export interface HostRoute {
  method: 'GET' | 'POST';
  /** Matched with the path as it came, still encoded. */
  path: RegExp;
  answer: (request: HostRequest) => HostReply;
}

/** What a provider's service is, as far as it is called. */
export interface HostDefinition {
  provider: ServedProvider;
  token: string;
  /** `Authorization` as the provider wants it. */
  authorization: string;
  /** Path that belongs to the host that users name. */
  hostPath?: string;
  routes: readonly HostRoute[];
  /** Body of a refusal. */
  refusal: (message: string) => unknown;
  /** How it refuses a token. */
  unauthorized?: HostReply;
}

/** What goes wrong with requests until it is mended. */
export type Fault =
  | { kind: 'reply'; reply: HostReply }
  | { kind: 'hang' }
  | { kind: 'truncated' }
  | { kind: 'reset' };

/** The service of a git provider on loopback. */
export class GitHost {
  readonly definition: HostDefinition;
  readonly #server: Server;
  /** What was asked, as `METHOD path?query`. */
  readonly asked: string[] = [];
  readonly bodies: unknown[] = [];
  fault: Fault | undefined;
  /** Addresses that the fault is limited to. */
  faultAt = /^/;
  #hanging = Promise.withResolvers<void>();

  private constructor(definition: HostDefinition) {
    this.definition = definition;
    this.#server = createServer((request, response) => {
      void this.#serve(request, response);
    });
  }

  static async start(definition: HostDefinition): Promise<GitHost> {
    const host = new GitHost(definition);
    host.#server.listen(0, '127.0.0.1');
    await once(host.#server, 'listening');
    return host;
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}`;
  }

  /** As users name it with their token. */
  get host(): string {
    return `${this.origin}${this.definition.hostPath ?? ''}`;
  }

  /** Resolves once a request hangs. */
  get hanging(): Promise<void> {
    return this.#hanging.promise;
  }

  mend(): void {
    this.fault = undefined;
    this.faultAt = /^/;
    this.asked.length = 0;
    this.bodies.length = 0;
    this.#hanging = Promise.withResolvers();
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    this.asked.push(`${method} ${url}`);
    const sent = await text(request);
    const body: unknown = sent === '' ? undefined : JSON.parse(sent);
    if (body !== undefined) this.bodies.push(body);
    const fault = this.faultAt.test(url) ? this.fault : undefined;
    if (fault?.kind === 'hang') return this.#hanging.resolve();
    if (fault?.kind === 'reset') return void response.destroy();
    if (fault?.kind === 'truncated') return truncated(response);
    reply(response, fault?.reply ?? this.#reply(request, new URL(url, this.origin), body));
  }

  #reply(request: IncomingMessage, { pathname, searchParams, origin }: URL, body: unknown): HostReply {
    const { routes, authorization, refusal, unauthorized } = this.definition;
    if (request.headers.authorization !== authorization) {
      return unauthorized ?? { status: 401, body: refusal('Bad credentials') };
    }
    for (const route of routes) {
      const match = route.method === request.method ? route.path.exec(pathname) : null;
      if (match === null) continue;
      const params = match.slice(1).map(decodeURIComponent);
      return route.answer({
        method: route.method,
        params,
        query: searchParams,
        body,
        origin,
        path: pathname,
      });
    }
    return { status: 404, body: refusal('Not Found') };
  }
}

function reply(response: ServerResponse, { status = 200, headers, body }: HostReply): void {
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Half of an answer, cut off in the middle of a text. */
function truncated(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"id": 1815, "login": "ad');
}

/** The items that a page holds, and the number of the next page where there is one. */
export function pageOf<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  sizeName: string,
): { items: Item[]; next: number | undefined } {
  const page = Number(query.get('page') ?? 1);
  const size = Number(query.get(sizeName) ?? 30);
  const more = items.length > page * size;
  return { items: items.slice((page - 1) * size, page * size), next: more ? page + 1 : undefined };
}

/** A page with the `Link` header that most providers send. */
export function linkedPage<Item>(
  items: readonly Item[],
  request: HostRequest,
  sizeName: string,
): HostReply & { body: Item[] } {
  const { items: body, next } = pageOf(items, request.query, sizeName);
  const total = { 'x-total-count': String(items.length), 'x-total': String(items.length) };
  if (next === undefined) return { body, headers: total };
  const query = new URLSearchParams(request.query);
  query.set('page', String(next));
  const link = `<${request.origin}${request.path}?${query.toString()}>; rel="next"`;
  return { body, headers: { ...total, link } };
}
