import type { ListeningPort } from '@capstan/protocol';
import type { HttpConfig } from '../../config/server-config.ts';
import { isLoopbackName } from '../../http/host-rule.ts';

/**
 * Where ports of this machine are reached by whoever asks, as address → port. A server for this machine alone is asked from
 * it, and everything is on loopback. From another machine, only what listens on all of this machine's addresses is reached:
 * by the name of the server's public address or, without one, that of `Host`.
 *
 * Browsers send a cookie to every port of its host. What an agent serves must not be given that of the server, with which it
 * could act as the person; so on loopback it has another name than the page that asks.
 */
export function webHosts(
  ports: readonly ListeningPort[],
  http: Pick<HttpConfig, 'host' | 'publicUrl'>,
  requestHost: string,
): Record<string, number> {
  const asked = URL.parse(http.publicUrl ?? `http://${requestHost}`)?.hostname ?? 'localhost';
  const isHere = isLoopbackName(asked) || (http.publicUrl === null && isOfThisMachine(http));
  return Object.fromEntries(
    ports
      .filter(({ boundTo }) => isHere || boundTo === 'all')
      .map(({ port, ipv6Only }) => [`http://${isHere ? otherName(asked, ipv6Only) : asked}:${port}`, port]),
  );
}

const isOfThisMachine = ({ host }: Pick<HttpConfig, 'host'>): boolean =>
  isLoopbackName(host.includes(':') ? `[${host}]` : host);

function otherName(asked: string, ipv6Only: boolean): string {
  if (asked !== 'localhost') return 'localhost';
  return ipv6Only ? '[::1]' : '127.0.0.1';
}
