import type { McpTest } from '../../api/mcp.ts';
import type { Settings } from '../../api/settings.ts';

export type McpConfig = NonNullable<Settings['mcp_config']>;

/** Stands for a value that the server does not show; sent back, it means: as it was. */
export const MASK = '**********';

/** A server with tools, reached by an address or started as a program. */
export type McpServer = HttpMcpServer | SseMcpServer | StdioMcpServer;

export interface HttpMcpServer {
  kind: 'shttp';
  url: string;
  apiKey: string | null;
  /** Seconds. */
  timeout: number | null;
}

export interface SseMcpServer {
  kind: 'sse';
  url: string;
  apiKey: string | null;
}

export interface StdioMcpServer {
  kind: 'stdio';
  name: string;
  command: string;
  args: string[];
  env: Record<string, string>;
}

export type McpKind = McpServer['kind'];

/** All servers of a configuration: those with an address first. */
export function serversOf(config: McpConfig | null): McpServer[] {
  if (config === null) return [];
  return [
    ...config.shttp_servers.map(({ url, api_key: apiKey, timeout }): McpServer => ({
      kind: 'shttp',
      url,
      apiKey: apiKey ?? null,
      timeout: timeout ?? null,
    })),
    ...config.sse_servers.map(({ url, api_key: apiKey }): McpServer => ({
      kind: 'sse',
      url,
      apiKey: apiKey ?? null,
    })),
    ...config.stdio_servers.map((server): McpServer => ({ kind: 'stdio', ...server })),
  ];
}

/** The configuration that has these servers, in their order. */
export function configOf(servers: readonly McpServer[]): McpConfig {
  const config: McpConfig = { shttp_servers: [], sse_servers: [], stdio_servers: [] };
  for (const server of servers) {
    if (server.kind === 'stdio') {
      const { name, command, args, env } = server;
      config.stdio_servers.push({ name, command, args, env });
    } else if (server.kind === 'sse') {
      config.sse_servers.push({ url: server.url, ...keyOf(server) });
    } else {
      const { url, timeout } = server;
      config.shttp_servers.push({ url, ...keyOf(server), ...(timeout === null ? {} : { timeout }) });
    }
  }
  return config;
}

const keyOf = ({ apiKey }: HttpMcpServer | SseMcpServer): { api_key?: string } =>
  apiKey === null ? {} : { api_key: apiKey };

/** As the route that tries servers takes it. */
export function mcpTestOf(server: McpServer): McpTest {
  if (server.kind === 'stdio') return server;
  const { kind, url } = server;
  if (kind === 'sse') return { kind, url, ...keyOf(server) };
  return { kind, url, ...keyOf(server), ...(server.timeout === null ? {} : { timeout: server.timeout }) };
}

/** What tells servers apart: no two may have the same. */
export const mcpIdentity = (server: McpServer): string =>
  server.kind === 'stdio' ? `stdio ${server.name}` : `${server.kind} ${server.url}`;

/** What people call it. */
export function mcpTitle(server: McpServer): string {
  if (server.kind === 'stdio') return server.name;
  return URL.canParse(server.url) ? new URL(server.url).host : server.url;
}

/** Whether something of it is never shown again, so that a removal cannot be taken back. */
export const hasHidden = (server: McpServer): boolean =>
  server.kind === 'stdio' ? Object.keys(server.env).length > 0 : server.apiKey !== null;
