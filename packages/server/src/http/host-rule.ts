import { isIP } from 'node:net';
import type { HttpConfig } from '../config/server-config.ts';

/** Whether a server answers to this value of `Host`. */
export type HostRule = (host: string) => boolean;

/**
 * Against DNS rebinding: a page whose name was made to point at this server sends its own name as `Host`. An address
 * instead of a name cannot be made to point elsewhere, so any is answered.
 */
export function hostRule(http: Pick<HttpConfig, 'publicUrl' | 'allowedHosts'>): HostRule {
  const publicHost = http.publicUrl === null ? [] : [new URL(http.publicUrl).host];
  const allowed = new Set([...http.allowedHosts, ...publicHost].map((host) => host.toLowerCase()));
  return (host) => {
    const url = /^[\w.:[\]-]+$/.test(host) ? URL.parse(`http://${host}`) : null;
    if (url === null) return false;
    return (
      isLoopbackName(url.hostname) ||
      isIP(url.hostname.replaceAll(/[[\]]/g, '')) !== 0 ||
      allowed.has(url.hostname) ||
      allowed.has(host.toLowerCase())
    );
  };
}

/** Whether a host name, as in a URL, means this machine. */
export function isLoopbackName(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
