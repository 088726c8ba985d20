import type { ApiContext, RouteModule } from '../../http/api.ts';
import type { Caller } from '../../mcp/caller.ts';
import type { McpEndpoint } from '../../mcp/mcp-endpoint.ts';
import type { ServerContext } from '../../server-context.ts';

/** The second one is where OpenHands has it. */
const PATHS = ['/mcp', '/mcp/mcp'];

/**
 * The MCP endpoint. It describes itself by its protocol, and so is not in the OpenAPI document. Its code is loaded at
 * the first request.
 */
export const mcpRoutes: RouteModule = (api, server) => {
  let endpoint: Promise<McpEndpoint> | undefined;
  api.on('POST', PATHS, async (context) => {
    endpoint ??= load(server);
    return (await endpoint)(context.req.raw, callerOf(context, server));
  });
};

async function load(server: ServerContext): Promise<McpEndpoint> {
  const { createMcpEndpoint } = await import('../../mcp/mcp-endpoint.ts');
  return createMcpEndpoint(server);
}

function callerOf({ req, get }: ApiContext, { config }: ServerContext): Caller {
  return {
    user: get('user'),
    conversationId:
      req.header('x-capstan-conversation-id') ?? req.header('x-openhands-serverconversation-id'),
    origin: config.http.publicUrl ?? new URL(req.url).origin,
    requestId: get('requestId'),
  };
}
