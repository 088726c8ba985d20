import { readlinkSync, stat } from 'node:fs';
import { createServer } from 'node:net';
import type { ExecutorConfiguration } from './configuration.ts';
import { serveConnection } from './executor-connection.ts';
import { startExecutor } from './start-executor.ts';
import { MAX_TRANSFERS } from './workspace-service.ts';

const MAX_CONNECTIONS = MAX_TRANSFERS + 64;
const FIRST_CONNECTION_MILLISECONDS = 60_000;
/** How long what runs may take to end when everything has to. */
const END_MILLISECONDS = 2000;

/**
 * Serves clients on the socket that this process was born with, until a client or a signal ends it or
 * nobody has wanted anything for long. Then everything that runs beside it ends too.
 */
export async function serveExecutor(configuration: ExecutorConfiguration): Promise<void> {
  // Short of what an agent may end by name: `pkill node` is not meant for this process.
  process.title = 'capstan-executor';

  // Node ends the process where it cannot make its worker threads, so they are made while they still can be.
  stat('/', () => undefined);

  let connections = 0;
  let idle: NodeJS.Timeout | undefined;
  const idleMilliseconds = configuration.idleMinutes * 60_000;
  const watchIdleness = (milliseconds = idleMilliseconds): void => {
    clearTimeout(idle);
    if (connections === 0 && running.executor.running.length === 0) {
      idle = setTimeout(() => void end(), milliseconds);
    }
  };
  // What goes wrong up to here ends the process, so that whoever started it hears of it at once.
  const running = startExecutor(configuration, () => watchIdleness());
  process.on('uncaughtException', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
  // A log that cannot be written must not be complained of in the log.
  process.stderr.on('error', () => undefined);

  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => (ending ??= endEverything());
  const endEverything = async (): Promise<void> => {
    server.close();
    await Promise.race([running.close(), new Promise((resolve) => setTimeout(resolve, END_MILLISECONDS))]);
    if (isOwnPidNamespace(configuration)) killAll();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());

  const server = createServer({ noDelay: true }, (socket) => {
    serveConnection(socket, {
      executor: running.executor,
      workspace: running.workspace,
      token: configuration.token,
      // Only now: somebody who merely looks whether the socket is in use must not keep a forgotten sandbox alive.
      onWelcome: () => {
        connections += 1;
        clearTimeout(idle);
        socket.once('close', () => {
          connections -= 1;
          watchIdleness();
        });
      },
      setEnvironment: running.setEnvironment,
      shutdown: () => void end(),
    });
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen({ fd: configuration.listen });
  watchIdleness(Math.min(FIRST_CONNECTION_MILLISECONDS, idleMilliseconds));

  if (configuration.egressSocket !== null) {
    const { startEgressRelay } = await import('./egress-relay.ts');
    await startEgressRelay(configuration.egressSocket);
  }
}

/** Whether "every process" means those of this sandbox and nobody else's. */
function isOwnPidNamespace({ callerPidNamespace }: ExecutorConfiguration): boolean {
  return callerPidNamespace !== '' && readlinkSync('/proc/self/ns/pid') !== callerPidNamespace;
}

/** Ends every process but this one and the namespace's first. */
function killAll(): void {
  try {
    process.kill(-1, 'SIGKILL');
  } catch (error) {
    // There was none.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
