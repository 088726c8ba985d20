import { isIP } from 'node:net';
import type { ApiContext } from './api.ts';

/**
 * Who is at the other end, to count requests by. A proxy on this machine says for whom it asks: the last address of
 * `X-Forwarded-For` is the one that it added itself. From anywhere else that header is not believed.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined): string {
  if (peer === undefined) return 'unknown';
  const address = peer.replace(/^::ffff:/, '');
  const forwarded = forwardedFor?.split(',').at(-1)?.trim() ?? '';
  const isLocal = address === '::1' || address.startsWith('127.');
  return isLocal && isIP(forwarded) !== 0 ? forwarded : address;
}

export function addressOf(context: ApiContext): string {
  const peer = context.env?.incoming?.socket.remoteAddress;
  return clientAddress(peer, context.req.header('x-forwarded-for'));
}
