import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { MAX_LISTENING_PORTS, type ListeningPort } from '@capstan/protocol';
import { orWhenGone } from '../shell/process-tree.ts';
import { listedSockets, type ListedSocket } from './socket-table.ts';

/** The kernel lists what waits for connections before all connections, of which a machine may have very many. */
const MAX_TABLE_BYTES = 1024 * 1024;
const MILLISECONDS = 2000;
/** Open files that are looked at before others have their turn in this process. */
const FILES_AT_ONCE = 256;

/**
 * The ports on which these processes wait for connections. Read from `/proc`: where there is none, none is found. Ends
 * early, with what was found, when the signal fires or 2 seconds have passed.
 */
export async function findListeningPorts(
  processes: readonly number[],
  signal: AbortSignal,
): Promise<ListeningPort[]> {
  const sockets = new Map(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(readTable).map((socket) => [socket.inode, socket]),
  );
  const ports = new Map<number, ListeningPort>();
  if (sockets.size === 0) return [];
  const overdue = performance.now() + MILLISECONDS;
  let looked = 0;
  for (const pid of processes) {
    for (const file of orWhenGone(() => readdirSync(`/proc/${pid}/fd`), [])) {
      if (++looked % FILES_AT_ONCE === 0) await setImmediate();
      if (signal.aborted || performance.now() > overdue) return sorted(ports);
      const target = orWhenGone(() => readlinkSync(`/proc/${pid}/fd/${file}`), '');
      const socket = sockets.get(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? '');
      if (socket !== undefined) note(ports, socket, pid);
    }
  }
  return sorted(ports);
}

/** A port may be held twice: by several processes, and for each version of the protocol. */
function note(ports: Map<number, ListeningPort>, socket: ListedSocket, pid: number): void {
  const { port, boundTo, ipv6Only } = socket;
  const known = ports.get(port);
  if (known === undefined) ports.set(port, { port, program: nameOf(pid), boundTo, ipv6Only });
  else {
    if (boundTo === 'all') known.boundTo = 'all';
    known.ipv6Only &&= ipv6Only;
  }
}

const nameOf = (pid: number): string =>
  orWhenGone(() => readFileSync(`/proc/${pid}/comm`, 'utf8'), '').replace(/\n$/, '');

const sorted = (ports: Map<number, ListeningPort>): ListeningPort[] =>
  [...ports.values()].toSorted((a, b) => a.port - b.port).slice(0, MAX_LISTENING_PORTS);

function readTable(path: string): ListedSocket[] {
  return orWhenGone(() => {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(MAX_TABLE_BYTES);
      let length = 0;
      for (;;) {
        const read = readSync(file, bytes, length, bytes.length - length, null);
        length += read;
        if (read === 0) return listedSockets(bytes.toString('latin1', 0, length));
      }
    } finally {
      closeSync(file);
    }
  }, []);
}
