import type { ListeningPort } from '@capstan/protocol';
import type { HttpConfig } from '../../config/server-config.ts';
import { isLoopbackName } from '../../http/host-rule.ts';

/**
 * Where ports of this machine are reached by whoever asks, as address → port. A server for this machine alone is asked from
 * it, and everything is on `localhost`. From another machine, only what listens on all of this machine's addresses is
 * reached: by the name of the server's public address or, without one, that of `Host`.
 */
export function webHosts(
  ports: readonly ListeningPort[],
  http: Pick<HttpConfig, 'host' | 'publicUrl'>,
  requestHost: string,
): Record<string, number> {
  const hostname = hostnameOf(http, requestHost);
  const isHere = isLoopbackName(hostname);
  return Object.fromEntries(
    ports
      .filter(({ boundTo }) => isHere || boundTo === 'all')
      .map(({ port }) => [`http://${isHere ? 'localhost' : hostname}:${port}`, port]),
  );
}

function hostnameOf(
  { host, publicUrl }: Pick<HttpConfig, 'host' | 'publicUrl'>,
  requestHost: string,
): string {
  if (publicUrl !== null) return new URL(publicUrl).hostname;
  if (isLoopbackName(host.includes(':') ? `[${host}]` : host)) return 'localhost';
  return URL.parse(`http://${requestHost}`)?.hostname ?? 'localhost';
}
