import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import manifest from '../../package.json' with { type: 'json' };
import type { ServerContext } from '../server-context.ts';
import type { Caller } from './caller.ts';
import { conversationTools } from './conversation/conversation-tools.ts';
import { pullRequestTools } from './pull-request/pull-request-tools.ts';

const INSTRUCTIONS = [
  'Capstan runs coding agents. start_conversation gives one a task, wait_for_conversation waits until it rests,',
  'read_conversation shows what it did, and send_message goes on with it. Conversations last: their ids stay valid.',
].join(' ');

/** Answers one request of an MCP client over streamable HTTP. */
export type McpEndpoint = (request: Request, caller: Caller) => Promise<Response>;

/** Nothing is kept between two requests, so that any replica of the server can take any of them. */
export function createMcpEndpoint(context: ServerContext): McpEndpoint {
  const { log, config } = context;
  const tools = [...conversationTools(context), ...pullRequestTools(context)];
  return (request, caller) => {
    const handler = createMcpHandler(
      () => {
        const server = new McpServer(
          { name: 'capstan', title: 'Capstan', version: manifest.version },
          { instructions: INSTRUCTIONS, capabilities: { tools: { listChanged: false } } },
        );
        for (const offer of tools) offer(server, caller, log);
        return server;
      },
      {
        // An answer may take minutes: its head and signs of life are sent meanwhile.
        responseMode: 'sse',
        // Tools never change, so there is nothing to listen for.
        maxSubscriptions: 0,
        maxRequestBodySize: config.http.maxBodyBytes,
        onerror: (error) => log.warn({ requestId: caller.requestId, error }, 'An MCP request was refused'),
      },
    );
    return handler.fetch(request);
  };
}
