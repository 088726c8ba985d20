import { CapstanError } from '@capstan/protocol';
import type { McpTest, McpTestResult } from '@capstan/protocol/api';
import type { ServerConfig } from '../config/server-config.ts';
import { outboundRule } from '../outbound/outbound-rule.ts';
import { unmaskMcpConfig } from '../settings/mcp-config-mask.ts';
import type { Settings } from '../settings/settings.ts';
import { askRemoteServer } from './ask-remote-server.ts';
import { askStdioServer } from './ask-stdio-server.ts';

const TIMEOUT_SECONDS = 15;

export interface McpTrial {
  config: Pick<ServerConfig, 'auth' | 'machine' | 'home' | 'runtime'>;
  userId: string | null;
  stored: Settings | undefined;
  asked: McpTest;
  /** Of whoever waits for it. */
  signal: AbortSignal;
}

/** Whether an MCP server answers, and what it offers. Rejects with `request_invalid` for a mask that hides nothing, or `cancelled`. */
export async function tryMcpServer({
  config,
  userId,
  stored,
  asked,
  signal,
}: McpTrial): Promise<McpTestResult> {
  const server = unmasked(asked, stored);
  const bound = AbortSignal.timeout(TIMEOUT_SECONDS * 1000);
  const either = AbortSignal.any([signal, bound]);
  const begun = performance.now();
  try {
    const offer = await (server.kind === 'stdio'
      ? askStdioServer(server, { config, signal: either })
      : askRemoteServer(server, { rule: outboundRule(config, userId), signal: either }));
    return { ok: true, ...offer, latency_ms: Math.round(performance.now() - begun) };
  } catch (error) {
    if (!CapstanError.is(error) || (error.code === 'cancelled' && !bound.aborted)) throw error;
    const told =
      error.code === 'cancelled'
        ? new CapstanError('mcp_unreachable', `The MCP server did not answer in ${TIMEOUT_SECONDS} seconds`)
        : error;
    return { ok: false, code: told.code, message: told.message, remedy: told.remedy };
  }
}

const NONE = { sse_servers: [], stdio_servers: [], shttp_servers: [] };

/** With the stored secrets in place of masks. */
function unmasked(asked: McpTest, settings: Settings | undefined): McpTest {
  const stored = settings?.mcp_config ?? null;
  switch (asked.kind) {
    case 'sse': {
      const { kind, ...server } = asked;
      const [known] = unmaskMcpConfig({ ...NONE, sse_servers: [server] }, stored)?.sse_servers ?? [];
      return { ...server, ...known, kind };
    }
    case 'shttp': {
      const { kind, ...server } = asked;
      const [known] = unmaskMcpConfig({ ...NONE, shttp_servers: [server] }, stored)?.shttp_servers ?? [];
      return { ...server, ...known, kind };
    }
    case 'stdio': {
      const { kind, ...server } = asked;
      const [known] = unmaskMcpConfig({ ...NONE, stdio_servers: [server] }, stored)?.stdio_servers ?? [];
      return { ...server, ...known, kind };
    }
  }
}
