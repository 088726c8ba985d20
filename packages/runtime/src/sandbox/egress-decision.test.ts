import { describe, expect, it } from 'vitest';
import { decideEgress, type EgressDecision } from './egress-decision.ts';
import { parseHostRule } from './parse-host-rule.ts';

const NAMES: Record<string, string[]> = {
  'public.example': ['93.184.216.34'],
  'rebound.example': ['127.0.0.1'],
  'mixed.example': ['10.0.0.7', '93.184.216.34'],
  'mapped.example': ['::ffff:10.0.0.7'],
  'metadata.example': ['169.254.169.254'],
  localhost: ['127.0.0.1', '::1'],
};

async function decide(rules: string[], host: string, port = 443): Promise<EgressDecision> {
  return decideEgress(rules.map(parseHostRule), host, port, async (name) => {
    const addresses = NAMES[name];
    if (addresses === undefined) throw new Error('ENOTFOUND');
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  });
}

describe('what the sandbox may connect to', () => {
  it('is a listed name with a public address', async () => {
    expect(await decide(['public.example'], 'PUBLIC.example')).toEqual({
      allowed: true,
      addresses: ['93.184.216.34'],
    });
  });

  it('is not a name or an address that is not listed', async () => {
    expect(await decide(['public.example'], 'other.example')).toEqual({
      allowed: false,
      reason: 'not-listed',
    });
    expect(await decide(['public.example'], '93.184.216.34')).toEqual({
      allowed: false,
      reason: 'not-listed',
    });
  });

  it.each(['rebound.example', 'mapped.example', 'metadata.example'])(
    'is not %s, whose name leads into this neighbourhood',
    async (host) => {
      expect(await decide([host], host)).toEqual({ allowed: false, reason: 'private-address' });
    },
  );

  it('leaves out the private ones of several addresses', async () => {
    expect(await decide(['mixed.example'], 'mixed.example')).toEqual({
      allowed: true,
      addresses: ['93.184.216.34'],
    });
  });

  it('is a private address that is itself on the list', async () => {
    expect(await decide(['10.0.0.7'], '10.0.0.7')).toEqual({ allowed: true, addresses: ['10.0.0.7'] });
    expect(await decide(['rebound.example', '127.0.0.1'], 'rebound.example')).toMatchObject({
      allowed: true,
    });
    expect(await decide(['localhost:3000'], 'localhost', 3000)).toMatchObject({ allowed: true });
  });

  it('is not a name that nobody knows', async () => {
    expect(await decide(['*.example'], 'missing.example')).toEqual({ allowed: false, reason: 'unresolved' });
  });
});
