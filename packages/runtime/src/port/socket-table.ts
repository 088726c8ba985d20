import type { ListeningPort } from '@capstan/protocol';

/** A socket that waits for connections, as the kernel lists it. */
export interface ListedSocket {
  /** By which it is known among the open files of a process. */
  inode: string;
  port: number;
  boundTo: ListeningPort['boundTo'];
}

const LISTENING = '0A';

/** Addresses as the kernel of a little-endian machine writes them: 0.0.0.0 and 127.0.0.1, and both again as they are in IPv6. */
const BOUND_TO: Record<string, ListeningPort['boundTo']> = {
  '00000000': 'all',
  '0100007F': 'loopback',
  '00000000000000000000000000000000': 'all',
  '00000000000000000000000001000000': 'loopback',
  '0000000000000000FFFF000000000000': 'all',
  '0000000000000000FFFF00000100007F': 'loopback',
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
      const boundTo = BOUND_TO[address];
      if (state !== LISTENING || boundTo === undefined || inode === undefined) return [];
      return [{ inode, port: Number.parseInt(port, 16), boundTo }];
    });
}
