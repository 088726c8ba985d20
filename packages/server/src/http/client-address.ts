import { BlockList, isIP, isIPv6 } from 'node:net';
import type { HttpConfig } from '../config/server-config.ts';
import type { ApiMiddleware } from './api.ts';

/** Who is at the other end, to count by: from the peer of the connection and the value of `X-Forwarded-For`. */
export type ClientAddress = (peer: string | undefined, forwardedFor: string | undefined) => string;

/**
 * A proxy on this machine, or one that the configuration names, says for whom it asks: the last address of
 * `X-Forwarded-For` is the one that it added itself, and so on from one trusted proxy to the next. From anywhere else that
 * header is not believed.
 */
export function clientAddress({ trustedProxies }: Pick<HttpConfig, 'trustedProxies'>): ClientAddress {
  const trusted = new BlockList();
  for (const network of ['127.0.0.0/8', '::1', ...trustedProxies]) addNetwork(trusted, network);
  return (peer, forwardedFor) => {
    if (peer === undefined) return 'unknown';
    let address = plain(peer);
    for (const hop of (forwardedFor ?? '').split(',').toReversed()) {
      const before = plain(hop.trim());
      if (isIP(before) === 0 || !trusted.check(address, familyOf(address))) break;
      address = before;
    }
    return address;
  };
}

/** An address, or a network with the length of its prefix. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = isIPv6(address) ? 128 : 32;
  const fits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  return isIP(address) !== 0 && fits && rest.length === 0;
}

/** Notes the address with each request. */
export function noteAddress(addressOf: ClientAddress): ApiMiddleware {
  return async (context, next) => {
    const peer = context.env?.incoming?.socket.remoteAddress;
    context.set('clientAddress', addressOf(peer, context.req.header('x-forwarded-for')));
    await next();
  };
}

function addNetwork(list: BlockList, network: string): void {
  const [address = '', prefix] = network.split('/');
  if (prefix === undefined) list.addAddress(address, familyOf(address));
  else list.addSubnet(address, Number(prefix), familyOf(address));
}

/** An address of version 4 may come in the form of version 6. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');
