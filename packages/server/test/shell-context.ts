import type { ShellContext } from '../src/http/api.ts';
import type { ServerLog } from '../src/operations/server-log.ts';
import { noMetrics, type ServerMetrics } from '../src/operations/server-metrics.ts';
import type { UserAuth } from '../src/user/user-auth.ts';
import { type ConfigChanges, serverConfig } from './server-config.ts';

/** What `acceptsKey` takes for the user. */
export const KEY = 'the-key';

/** Takes the key as a header, and `login=yes` as a cookie. */
const acceptsKey: UserAuth = {
  authenticate: async ({ header }) => {
    if (header('x-session-api-key') === KEY) return { id: null, email: null, authType: 'key' };
    if (header('cookie') === 'login=yes') return { id: null, email: null, authType: 'cookie' };
    return null;
  },
};

export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  fields: object;
  message: string;
}

/** A log that keeps its lines. */
export function keptLog(): ServerLog & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const keep = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
}

/** The surroundings of the HTTP shell, without a server. */
export function shellContext(
  changes: { config?: ConfigChanges; auth?: UserAuth; metrics?: ServerMetrics } = {},
): ShellContext & { log: ReturnType<typeof keptLog> } {
  const { auth = acceptsKey, metrics = noMetrics, config } = changes;
  return { config: serverConfig(config), log: keptLog(), metrics, auth };
}
