import { MASK, type McpConfig } from '@capstan/protocol/api';
import { InvalidRequest } from '../http/invalid-request.ts';

type RemoteServer = McpConfig['sse_servers'][number] | McpConfig['shttp_servers'][number];
type LocalServer = McpConfig['stdio_servers'][number];

/** With the keys of servers and the values of their variables hidden. */
export function maskMcpConfig(config: McpConfig): McpConfig {
  return {
    sse_servers: config.sse_servers.map(withoutKey),
    stdio_servers: config.stdio_servers.map((server) => ({
      ...server,
      env: Object.fromEntries(Object.keys(server.env).map((name) => [name, MASK])),
    })),
    shttp_servers: config.shttp_servers.map(withoutKey),
  };
}

function withoutKey<Server extends RemoteServer>(server: Server): Server {
  return server.api_key ? { ...server, api_key: MASK } : server;
}

/** Puts the stored secrets in where they came back masked. Throws `request_invalid` for a mask that hides nothing. */
export function unmaskMcpConfig(config: McpConfig | null, stored: McpConfig | null): McpConfig | null {
  if (config === null) return null;
  return {
    sse_servers: withKeys('sse_servers', config.sse_servers, stored?.sse_servers ?? []),
    stdio_servers: withVariables(config.stdio_servers, stored?.stdio_servers ?? []),
    shttp_servers: withKeys('shttp_servers', config.shttp_servers, stored?.shttp_servers ?? []),
  };
}

function withKeys<Server extends RemoteServer>(
  list: string,
  servers: readonly Server[],
  stored: readonly Server[],
): Server[] {
  const find = finder(servers, stored, {
    same: (one, other) => one.url === other.url,
    edited: (one, other) => new URL(one.url).origin === new URL(other.url).origin,
  });
  return servers.map((server, index) => {
    if (server.api_key !== MASK) return server;
    const key = find(server, index)?.api_key;
    if (!key) throw nothingHidden([list, index, 'api_key'], `the key of ${server.url}`);
    return { ...server, api_key: key };
  });
}

function withVariables(servers: readonly LocalServer[], stored: readonly LocalServer[]): LocalServer[] {
  const find = finder(servers, stored, {
    same: (one, other) => one.name === other.name,
    edited: (one, other) => one.command === other.command,
  });
  return servers.map((server, index) => {
    const before = find(server, index)?.env ?? {};
    const env = Object.entries(server.env).map(([name, value]) => {
      if (value !== MASK) return [name, value];
      if (Object.hasOwn(before, name)) return [name, before[name]];
      throw nothingHidden(['stdio_servers', index, 'env', name], `${name} of ${server.name}`);
    });
    return { ...server, env: Object.fromEntries(env) };
  });
}

interface Likeness<Server> {
  same: (one: Server, other: Server) => boolean;
  /** A key must not get to somebody else than the one it was typed for. */
  edited: (one: Server, other: Server) => boolean;
}

/** Finds what a server was before: the same one, or the one in its place if it was only edited. */
function finder<Server>(
  servers: readonly Server[],
  stored: readonly Server[],
  { same, edited }: Likeness<Server>,
): (server: Server, index: number) => Server | undefined {
  return (server, index) => {
    const inPlace = stored[index];
    if (inPlace !== undefined && same(server, inPlace)) return inPlace;
    const found = stored.find((each) => same(server, each));
    if (found !== undefined || inPlace === undefined || servers.length !== stored.length) return found;
    return edited(server, inPlace) ? inPlace : undefined;
  };
}

function nothingHidden(place: (string | number)[], what: string): InvalidRequest {
  return new InvalidRequest([
    {
      type: 'value_error',
      loc: ['body', 'mcp_config', ...place],
      msg: `Type ${what} again: it is not known`,
    },
  ]);
}
