import type { ServerContext as RequestContext } from '@modelcontextprotocol/server';
import type { ServerLog } from '../operations/server-log.ts';

/** The way to tell a client how far its request is; does nothing where the client did not ask for it. */
export function progressOf(
  { _meta, notify, signal }: Pick<RequestContext['mcpReq'], '_meta' | 'notify' | 'signal'>,
  log: ServerLog,
): (message: string) => Promise<void> {
  const progressToken = _meta?.progressToken;
  let progress = 0;
  return async (message) => {
    if (progressToken === undefined || signal.aborted) return;
    progress += 1;
    try {
      await notify({ method: 'notifications/progress', params: { progressToken, progress, message } });
    } catch (error) {
      log.debug({ error }, 'An MCP client could not be told of progress');
    }
  };
}
