import type { McpTestResult } from '@capstan/protocol/api';

/** What an MCP server says that it is and can do. */
export type McpOffer = Pick<Extract<McpTestResult, { ok: true }>, 'server' | 'tools'>;

const MOST_TOOLS = 500;
const LONGEST = { name: 200, description: 2_000 };

/** As much of it as clients show. */
export function mcpOffer(
  server: { name: string; version: string } | undefined,
  tools: readonly { name: string; description?: string | undefined }[],
): McpOffer {
  return {
    server: {
      name: (server?.name ?? '').slice(0, LONGEST.name),
      version: (server?.version ?? '').slice(0, LONGEST.name),
    },
    tools: tools.slice(0, MOST_TOOLS).map(({ name, description = '' }) => ({
      name: name.slice(0, LONGEST.name),
      description: description.slice(0, LONGEST.description),
    })),
  };
}
