import type { HttpConfig } from '../config/server-config.ts';
import { isLoopbackName } from './host-rule.ts';

/** What pages of an origin may do. `host` is the value of `Host`, which was checked before. */
export interface OriginRule {
  /** Call at all, showing a key. */
  mayCall(origin: string, host: string): boolean;
  /** Call in the name of who is logged in, by the cookie alone. */
  mayUseCookie(origin: string, host: string): boolean;
}

/**
 * The server's own origin, and those of the configuration. Without any there, pages of this machine may call too, but
 * not by the cookie: browsers send it to every port of a host, and on another port there may be a page that an agent
 * wrote.
 */
export function originRule(http: Pick<HttpConfig, 'publicUrl' | 'allowedOrigins'>): OriginRule {
  const publicUrl = http.publicUrl === null ? null : new URL(http.publicUrl);
  const allowed = new Set(http.allowedOrigins.map((origin) => URL.parse(origin)?.origin ?? origin));

  const isOwn = (origin: URL, host: string): boolean =>
    publicUrl !== null && origin.host === publicUrl.host
      ? origin.origin === publicUrl.origin
      : origin.host === host.toLowerCase();
  const mayUseCookie = (given: string, host: string): boolean => {
    const origin = URL.parse(given);
    return origin !== null && (allowed.has(origin.origin) || isOwn(origin, host));
  };
  return {
    mayUseCookie,
    mayCall: (given, host) => {
      if (mayUseCookie(given, host)) return true;
      const origin = URL.parse(given);
      return allowed.size === 0 && origin !== null && isLoopbackName(origin.hostname);
    },
  };
}
