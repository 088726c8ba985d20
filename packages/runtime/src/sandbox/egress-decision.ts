import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { normaliseHost, ruleCovers, type HostRule } from './host-rule.ts';
import { isPrivateAddress } from './private-address.ts';

export type EgressDecision =
  | { allowed: true; addresses: string[] }
  | { allowed: false; reason: 'not-listed' | 'private-address' | 'unresolved' };

export type Resolve = (host: string) => Promise<LookupAddress[]>;

/**
 * Whether a connection may be made, and to which addresses: those looked up here, so that a name cannot
 * mean something else a moment later. A name that leads into this machine or its neighbourhood is refused
 * unless that address (or the name `localhost`) is itself on the list.
 */
export async function decideEgress(
  rules: readonly HostRule[],
  asked: string,
  port: number,
  resolve: Resolve,
): Promise<EgressDecision> {
  const host = normaliseHost(asked);
  const listed = (name: string): boolean => rules.some((rule) => ruleCovers(rule, name, port));
  if (!listed(host)) return { allowed: false, reason: 'not-listed' };
  if (isIP(host) !== 0) return { allowed: true, addresses: [host] };
  let found: string[];
  try {
    found = (await resolve(host)).map(({ address }) => address);
  } catch {
    return { allowed: false, reason: 'unresolved' };
  }
  const addresses = found.filter(
    (address) => !isPrivateAddress(address) || host === 'localhost' || listed(normaliseHost(address)),
  );
  if (addresses.length > 0) return { allowed: true, addresses };
  return { allowed: false, reason: found.length === 0 ? 'unresolved' : 'private-address' };
}
