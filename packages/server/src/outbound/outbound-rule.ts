import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { HttpClient } from '@capstan/llm';
import { CapstanError } from '@capstan/protocol';
import { isPrivateAddress } from '@capstan/runtime';
import type { ServerConfig } from '../config/server-config.ts';
import { proxyVariables } from '../session/proxy-variables.ts';
import { hasUsers } from '../user/has-users.ts';

type Config = Pick<ServerConfig, 'auth' | 'machine'>;

/**
 * Keeps the addresses that users of a server with several type from leading into the network that the server is in. What
 * the operator has named is let through.
 */
export class OutboundRule {
  readonly #hosts: ReadonlySet<string>;
  readonly #env: NodeJS.ProcessEnv;

  constructor(hosts: readonly string[], env: NodeJS.ProcessEnv) {
    this.#hosts = new Set(hosts.map((host) => host.toLowerCase()));
    this.#env = proxyVariables(env);
  }

  /** Rejects with `forbidden` for an address of the own network. One that cannot be looked up leads nowhere. */
  async check(url: string): Promise<void> {
    if (!URL.canParse(url)) return;
    const parsed = new URL(url);
    if (this.#isNamed(parsed)) return;
    const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
    const addresses = isIP(host) === 0 ? await addressesOf(host) : [host];
    if (!addresses.some(isPrivateAddress)) return;
    throw new CapstanError('forbidden', `${parsed.host} is in the network of this server`, {
      remedy: 'Use a public address, or ask the operator to add the host to server.private_hosts.',
    });
  }

  /** A client for that URL alone. It looks at the address again when it connects, since names may change in between. */
  client(url: string): HttpClient {
    const parsed = URL.parse(url);
    if (parsed !== null && this.#isNamed(parsed)) return new HttpClient({ env: this.#env });
    const proxy = parsed === null ? undefined : this.#proxyOf(parsed);
    // A proxy looks names up by itself: where it lets one through is its operator's choice. None is passed by.
    if (proxy !== undefined) return new HttpClient({ env: { http_proxy: proxy, https_proxy: proxy } });
    return new HttpClient({ allowsAddress: (address) => !isPrivateAddress(address) });
  }

  #proxyOf({ protocol }: URL): string | undefined {
    const name = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
    return this.#env[name] || this.#env[name.toUpperCase()] || undefined;
  }

  #isNamed({ host, hostname }: URL): boolean {
    return this.#hosts.has(host) || this.#hosts.has(hostname);
  }
}

/** Null where there is one user, whose machine and network it is. */
export function outboundRule(config: Config, userId: string | null): OutboundRule | null {
  if (!hasUsers(config, { id: userId })) return null;
  return new OutboundRule(config.machine.privateHosts, process.env);
}

async function addressesOf(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    // The connection says why, if it comes to one: with a proxy it may well succeed.
    return [];
  }
}
