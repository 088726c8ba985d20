import type { ListeningPort } from '@capstan/protocol';

/** A socket that waits for connections, as the kernel lists it. */
export interface ListedSocket extends Omit<ListeningPort, 'program'> {
  /** By which it is known among the open files of a process. */
  inode: string;
}

const LISTENING = '0A';
const ALL = { boundTo: 'all', ipv6Only: false } as const;
const LOOPBACK = { boundTo: 'loopback', ipv6Only: false } as const;

/**
 * Addresses as the kernel of a little-endian machine writes them: 0.0.0.0 and 127.0.0.1, in IPv6 the same and what stands
 * for those of IPv4. What listens on `::` is reached by IPv4 as well, unless it asked not to be, which is not listed.
 */
const ADDRESSES: Record<string, Pick<ListeningPort, 'boundTo' | 'ipv6Only'>> = {
  '00000000': ALL,
  '0100007F': LOOPBACK,
  '00000000000000000000000000000000': ALL,
  '00000000000000000000000001000000': { boundTo: 'loopback', ipv6Only: true },
  '0000000000000000FFFF000000000000': ALL,
  '0000000000000000FFFF00000100007F': LOOPBACK,
};

/**
 * Reads `/proc/net/tcp` or `tcp6`. The text may end within a line, which then is not read. Left out is what is bound to any
 * other address.
 */
export function listedSockets(table: string): ListedSocket[] {
  return table
    .slice(0, table.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line) => {
      // Number, local address, remote address, state, queues, timer, retransmissions, user, timeout, inode.
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      const [address = '', port = ''] = local.split(':');
      const reach = ADDRESSES[address];
      if (state !== LISTENING || reach === undefined || inode === undefined) return [];
      return [{ inode, port: Number.parseInt(port, 16), ...reach }];
    });
}
