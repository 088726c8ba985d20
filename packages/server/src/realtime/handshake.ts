import type { IncomingMessage } from 'node:http';
import { CapstanError } from '@capstan/protocol';
import { keyOfStreamProtocol } from '@capstan/protocol/api';
import { clientAddress, type ClientAddress } from '../http/client-address.ts';
import { hostRule, type HostRule } from '../http/host-rule.ts';
import { originRule, type OriginRule } from '../http/origin-rule.ts';
import type { ServerContext } from '../server-context.ts';
import { Gatekeeper } from '../user/gatekeeper.ts';
import type { User } from '../user/user-auth.ts';

/** The checks of HTTP, for sockets: they do not pass through the middleware. */
export class Handshake {
  readonly #mayAnswer: HostRule;
  readonly #origins: OriginRule;
  readonly #gatekeeper: Gatekeeper;
  readonly #addressOf: ClientAddress;

  constructor({ config, auth }: Pick<ServerContext, 'config' | 'auth'>) {
    this.#mayAnswer = hostRule(config.http);
    this.#origins = originRule(config.http);
    this.#addressOf = clientAddress(config.http);
    this.#gatekeeper = new Gatekeeper(auth, this.#origins);
  }

  /** Why there can be no socket, whoever asks: the host, or the page that opens it. Undefined for no reason. */
  refusal(request: IncomingMessage): CapstanError | undefined {
    const host = request.headers.host ?? '';
    if (!this.#mayAnswer(host)) {
      return new CapstanError('host_refused', 'This server does not answer to the host that was asked for');
    }
    const { origin } = request.headers;
    if (origin === undefined || this.#origins.mayCall(origin, host)) return undefined;
    return new CapstanError('origin_refused', `Pages of ${origin} may not do this`);
  }

  /** Who is at the other end, to count by. */
  addressOf(request: IncomingMessage): string {
    return this.#addressOf(request.socket.remoteAddress, headerOf(request, 'x-forwarded-for'));
  }

  /** Rejects like `Gatekeeper.identify`. A socket takes actions, so it counts as a request that changes something. */
  identify(request: IncomingMessage, queryKey?: string): Promise<User> {
    return this.#gatekeeper.identify({
      header: (name) => headerOf(request, name),
      method: 'POST',
      host: request.headers.host ?? '',
      address: this.addressOf(request),
      ...(queryKey === undefined ? {} : { queryKey }),
    });
  }
}

/** A browser can set no headers on a WebSocket: the key is then among the subprotocols. */
function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  if (value !== undefined) return Array.isArray(value) ? value.join(', ') : value;
  if (name !== 'authorization') return undefined;
  const offered = request.headers['sec-websocket-protocol']?.split(',') ?? [];
  const key = offered.map((each) => keyOfStreamProtocol(each.trim())).find((each) => each !== undefined);
  return key === undefined ? undefined : `Bearer ${key}`;
}
