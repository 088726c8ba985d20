import type { CallToolResult } from '@modelcontextprotocol/server';
import { failureOf } from '../http/failure.ts';
import type { ServerLog } from '../operations/server-log.ts';

/** An error as the result of a tool, in the words of the HTTP API. What nobody expected is logged and not told. */
export function toolFailure(
  error: unknown,
  { tool, requestId, log }: { tool: string; requestId: string; log: ServerLog },
): CallToolResult {
  const { body, unexpected } = failureOf(error);
  if (body.code === 'cancelled')
    log.debug({ requestId, tool }, 'Nobody waits for the result of a tool any more');
  if (unexpected) log.error({ requestId, tool, error }, 'A tool of the MCP endpoint failed');
  const request = unexpected ? ` Request ${requestId}.` : '';
  return {
    content: [{ type: 'text', text: `${body.code}: ${body.message}\n${body.remedy}${request}` }],
    isError: true,
  };
}
