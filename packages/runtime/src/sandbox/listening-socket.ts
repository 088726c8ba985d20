import { chmodSync, chownSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/** A Unix socket that listens already, to be handed to a process that is still to start. */
export interface ListeningSocket {
  descriptor: number;
  /** Closes this process's end. The socket goes on for whoever was given the descriptor. */
  handOver: () => Promise<void>;
}

/**
 * Opens the socket under its final name, readable for its owner only. Connections made before the new
 * process accepts wait in the kernel, so nobody has to find out when it is ready.
 */
export async function openListeningSocket(
  path: string,
  owner: { uid: number; gid: number } | null,
): Promise<ListeningSocket> {
  // Closing the server removes the name it was opened under, which by then is not this one.
  const temporary = `${path}.${process.pid}`;
  rmSync(temporary, { force: true });
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: temporary, backlog: 128 }, resolve);
  });
  chmodSync(temporary, 0o600);
  if (owner !== null) chownSync(temporary, owner.uid, owner.gid);
  renameSync(temporary, path);
  return {
    descriptor: descriptorOf(server),
    handOver: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Node has no public way to a listening socket's descriptor; the handle has carried it since version 0.x. */
function descriptorOf(server: Server): number {
  if ('_handle' in server) {
    const handle = server._handle;
    if (typeof handle === 'object' && handle !== null && 'fd' in handle && typeof handle.fd === 'number') {
      return handle.fd;
    }
  }
  throw new TypeError('A listening server without a descriptor.');
}
