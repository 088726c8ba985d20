import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { decideEgress, type EgressDecision, type Resolve } from './egress-decision.ts';
import type { EgressLogEntry } from './egress-log.ts';
import type { HostRule } from './host-rule.ts';

/**
 * Loaded when they are needed: the executor comes as one file together with this, and static imports would
 * add 30 ms to the start of every sandbox.
 */
const http = (): typeof import('node:http') => process.getBuiltinModule('node:http');
const resolveAll: Resolve = (host) =>
  process.getBuiltinModule('node:dns/promises').lookup(host, { all: true });

export interface EgressProxyOptions {
  rules: readonly HostRule[];
  onDecision: (entry: EgressLogEntry) => void;
  resolve?: Resolve;
}

const CONNECT_TIMEOUT_MILLISECONDS = 30_000;
const MAX_CONNECTIONS = 512;
const HOP_HEADERS = ['connection', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'te', 'upgrade'];

const REFUSALS = {
  'not-listed': 'it is not on the allow-list of this sandbox',
  'private-address': 'its name leads to a private address that is not on the allow-list of this sandbox',
  unresolved: 'its name cannot be resolved',
} as const;

/**
 * An HTTP proxy, to be put on a listening socket: CONNECT for anything encrypted, absolute URLs for plain
 * HTTP. What the rules do not allow is answered with 403 and a sentence that says so.
 */
export function createEgressProxy(options: EgressProxyOptions): Server {
  // An idle connection is how a sandbox shows that it lives: none is ever closed for its silence.
  const server = http().createServer({ keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
  server.maxConnections = MAX_CONNECTIONS;
  const decide = async (host: string, port: number): Promise<EgressDecision> => {
    const decision = await decideEgress(options.rules, host, port, options.resolve ?? resolveAll);
    options.onDecision({ host, port, allowed: decision.allowed, ...(decision.allowed ? {} : decision) });
    return decision;
  };
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on('error', () => client.destroy());
    // A decision that cannot be recorded is not carried out.
    tunnel(request.url ?? '', client, head, decide).catch(() => client.destroy());
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    forward(request, response, decide).catch(() => response.destroy());
  });
  return server;
}

type Decide = (host: string, port: number) => Promise<EgressDecision>;

async function tunnel(target: string, client: Duplex, head: Buffer, decide: Decide): Promise<void> {
  const url = URL.parse(`tcp://${target}`);
  const port = Number(url?.port);
  if (url === null || url.hostname === '' || !(port > 0)) {
    client.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    return;
  }
  const decision = await decide(url.hostname, port);
  if (!decision.allowed) {
    const text = refusal(url.hostname, port, decision.reason);
    client.end(
      `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(text)}\r\n` +
        `Connection: close\r\n\r\n${text}`,
    );
    return;
  }
  const upstream = await connectFirst(decision.addresses, port);
  if (upstream === undefined || client.destroyed) {
    upstream?.destroy();
    client.end(`HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n`);
    return;
  }
  client.on('close', () => upstream.destroy());
  upstream.on('close', () => client.destroy());
  upstream.on('error', () => client.destroy());
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  if (head.length > 0) upstream.write(head);
  client.pipe(upstream).pipe(client);
}

async function forward(request: IncomingMessage, response: ServerResponse, decide: Decide): Promise<void> {
  const url = URL.parse(request.url ?? '');
  if (url?.protocol !== 'http:') {
    answer(response, 400, 'This proxy takes absolute http:// URLs and CONNECT.\n');
    return;
  }
  const port = Number(url.port === '' ? 80 : url.port);
  const decision = await decide(url.hostname, port);
  if (!decision.allowed) {
    answer(response, 403, refusal(url.hostname, port, decision.reason));
    return;
  }
  const upstream = await connectFirst(decision.addresses, port);
  if (upstream === undefined) {
    answer(response, 502, `${url.hostname}:${port} does not answer.\n`);
    return;
  }
  const headers = { ...request.headers };
  for (const name of HOP_HEADERS) delete headers[name];
  const onward = http().request(
    {
      method: request.method,
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host, connection: 'close' },
      createConnection: () => upstream,
    },
    (incoming) => {
      // What breaks off there breaks off here: an answer that never ends would be waited for.
      incoming.on('error', () => response.destroy());
      incoming.on('close', () => incoming.complete || response.destroy());
      const status = incoming.statusCode ?? 502;
      if (status < 200 || status > 999) {
        answer(response, 502, `${url.hostname}:${port} gave an answer that is not HTTP.\n`);
        return;
      }
      response.writeHead(status, incoming.headers);
      incoming.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' });
  response.end(text);
}

const refusal = (host: string, port: number, reason: keyof typeof REFUSALS): string =>
  `Capstan refused the connection to ${host}:${port}: ${REFUSALS[reason]}.\n`;

/** The first address that takes the connection. */
async function connectFirst(addresses: readonly string[], port: number): Promise<Socket | undefined> {
  for (const host of addresses) {
    const socket = await new Promise<Socket | undefined>((resolve) => {
      const attempt = connect({ host, port, noDelay: true });
      const giveUp = (): void => {
        attempt.destroy();
        resolve(undefined);
      };
      attempt.setTimeout(CONNECT_TIMEOUT_MILLISECONDS, giveUp);
      attempt.once('error', giveUp);
      attempt.once('connect', () => {
        attempt.setTimeout(0);
        attempt.off('error', giveUp);
        resolve(attempt);
      });
    });
    if (socket !== undefined) return socket;
  }
  return undefined;
}
