import { spawn } from 'node:child_process';
import type { EgressConfiguration } from './egress-process.ts';
import type { ExecutorCode } from './executor-code.ts';
import { openListeningSocket } from './listening-socket.ts';

export interface EgressStart {
  code: ExecutorCode;
  configuration: EgressConfiguration;
  /** Path of the socket to listen on. */
  socket: string;
  /** Who may connect, when that is not this user. */
  owner: { uid: number; gid: number } | null;
  /** Descriptor that receives complaints. */
  log: number;
}

/** Starts the egress proxy as a process of its own. Its socket takes connections when this resolves. */
export async function startEgress(start: EgressStart): Promise<void> {
  const listening = await openListeningSocket(start.socket, start.owner);
  const child = spawn(start.code.node, [start.code.entry, 'egress'], {
    env: {},
    cwd: '/',
    stdio: ['pipe', 'ignore', start.log, listening.descriptor],
    detached: true,
  });
  const { stdin } = child;
  // A process that did not come up shows in `spawned`.
  stdin?.on('error', () => stdin.destroy());
  stdin?.end(JSON.stringify(start.configuration));
  child.unref();
  const spawned = new Promise<void>((resolve, reject) => {
    child.once('spawn', () => resolve());
    child.once('error', reject);
  });
  try {
    await spawned;
  } finally {
    await listening.handOver();
  }
}
