import { BlockList, isIPv6 } from 'node:net';

/** Networks that are not the public internet: of this machine, of its surroundings, or of nobody (RFC 6890). */
const NETWORKS = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

const PRIVATE = new BlockList();
for (const [network, prefix] of NETWORKS) PRIVATE.addSubnet(network, prefix, familyOf(network));

/** Whether an address, without brackets, leads elsewhere than to the public internet; also in the form of version 6. */
export function isPrivateAddress(address: string): boolean {
  const [plain = ''] = address.split('%');
  return PRIVATE.check(plain, familyOf(plain));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
