import { createFetch, HttpClient, HttpFailure, type FetchFunction } from '@capstan/llm';
import { CapstanError } from '@capstan/protocol';
import type { McpTest } from '@capstan/protocol/api';
import type { OutboundRule } from '../outbound/outbound-rule.ts';
import { proxyVariables } from '../session/proxy-variables.ts';
import { mcpOffer, type McpOffer } from './mcp-offer.ts';

export type RemoteServer = Extract<McpTest, { kind: 'sse' | 'shttp' }>;

/** What the last request came to: the SDK tells it only in words. */
interface Exchange {
  status: number | undefined;
  failure: HttpFailure | undefined;
}

/** Asks an MCP server over HTTP what it offers. Rejects with an `mcp_*` code, `forbidden`, or `cancelled`. */
export async function askRemoteServer(
  server: RemoteServer,
  { rule, signal }: { rule: OutboundRule | null; signal: AbortSignal },
): Promise<McpOffer> {
  if (!/^https?:/.test(server.url)) {
    throw new CapstanError(
      'mcp_unreachable',
      `${new URL(server.url).protocol}// is no way to an MCP server`,
      {
        remedy: 'Give a URL that begins with http:// or https://.',
      },
    );
  }
  await rule?.check(server.url);
  const client = rule?.client(server.url) ?? new HttpClient({ env: proxyVariables(process.env) });
  const exchange: Exchange = { status: undefined, failure: undefined };
  try {
    return await converse(server, watched(createFetch(client), exchange, signal), signal);
  } catch (error) {
    throw failureOf(error, server, exchange, signal);
  } finally {
    client.close();
  }
}

async function converse(server: RemoteServer, fetch: FetchFunction, signal: AbortSignal): Promise<McpOffer> {
  const { Client, SSEClientTransport, StreamableHTTPClientTransport } =
    await import('@modelcontextprotocol/client');
  const headers: Record<string, string> = server.api_key ? { authorization: `Bearer ${server.api_key}` } : {};
  const options = { fetch, requestInit: { headers } };
  const url = new URL(server.url);
  const transport =
    server.kind === 'sse'
      ? new SSEClientTransport(url, options)
      : new StreamableHTTPClientTransport(url, options);
  const client = new Client(
    { name: 'capstan', version: '1' },
    server.kind === 'sse' ? {} : { versionNegotiation: { mode: 'auto' } },
  );
  try {
    await client.connect(transport, { signal });
    const listed = client.getServerCapabilities()?.tools
      ? await client.listTools(undefined, { signal })
      : null;
    return mcpOffer(client.getServerVersion(), listed?.tools ?? []);
  } finally {
    await client.close();
  }
}

/** Ends with the trial whatever the SDK does, and remembers what came of the last request. */
function watched(fetch: FetchFunction, exchange: Exchange, signal: AbortSignal): FetchFunction {
  return async (input, init) => {
    const signals = init?.signal ? [init.signal, signal] : [signal];
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
      exchange.status = response.status;
      exchange.failure = undefined;
      return response;
    } catch (error) {
      if (error instanceof HttpFailure) exchange.failure = error;
      throw error;
    }
  };
}

const LONGEST_REASON = 300;

function failureOf(
  error: unknown,
  server: RemoteServer,
  { status, failure }: Exchange,
  signal: AbortSignal,
): CapstanError {
  if (CapstanError.is(error)) return error;
  const { host } = new URL(server.url);
  if (signal.aborted) return new CapstanError('cancelled', 'cancelled', { cause: error });
  if (status === 401 || status === 403) {
    return new CapstanError('mcp_authentication', `${host} refused the API key (HTTP ${status})`, {
      cause: error,
    });
  }
  if (failure !== undefined) return new CapstanError('mcp_unreachable', failure.message, { cause: error });
  const text = error instanceof Error ? error.message : String(error);
  const shown = server.api_key ? text.replaceAll(server.api_key, '***') : text;
  const answered = status === undefined ? '' : ` (HTTP ${status})`;
  const reason = shown.replaceAll(/\s+/g, ' ').slice(0, LONGEST_REASON);
  return new CapstanError('mcp_failed', `${host} did not answer as an MCP server${answered}: ${reason}`, {
    cause: error,
  });
}
