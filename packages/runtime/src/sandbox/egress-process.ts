import { readFileSync } from 'node:fs';
import { EgressLog } from './egress-log.ts';
import { createEgressProxy } from './egress-proxy.ts';
import type { HostRule } from './host-rule.ts';

/** What the process reads from its standard input. */
export interface EgressConfiguration {
  rules: HostRule[];
  logPath: string;
}

/** The listening socket, opened by whoever started this process. */
const LISTENING_SOCKET = 3;
const FIRST_CONNECTION_MILLISECONDS = 120_000;
const LAST_CONNECTION_MILLISECONDS = 5000;

/**
 * The egress proxy as a process of its own outside the sandbox, so that a restart of the server does not
 * cut the sandbox off. The sandbox holds one idle connection as long as it lives; when the last connection
 * has gone, the process ends.
 */
export function runEgressProcess(): void {
  // Written by the process that started this one.
  const configuration = JSON.parse(readFileSync(0, 'utf8')) as EgressConfiguration;
  const log = new EgressLog(configuration.logPath);
  const proxy = createEgressProxy({ rules: configuration.rules, onDecision: (entry) => log.write(entry) });
  let connections = 0;
  let end = setTimeout(() => process.exit(0), FIRST_CONNECTION_MILLISECONDS);
  proxy.on('connection', (socket) => {
    connections += 1;
    clearTimeout(end);
    socket.once('close', () => {
      connections -= 1;
      if (connections === 0) end = setTimeout(() => process.exit(0), LAST_CONNECTION_MILLISECONDS);
    });
  });
  process.title = 'capstan-egress';
  proxy.listen({ fd: LISTENING_SOCKET });
}
