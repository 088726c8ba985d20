import type { McpServer } from './mcp-server.ts';

export type McpTextReading = { servers: McpServer[] } | { error: string };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const EXAMPLE = 'It looks like {"mcpServers": {"name": {"command": "npx", "args": ["…"]}}}.';

/**
 * The servers of a configuration as editors and other agents keep it: an object by name, often inside of `mcpServers` or
 * `servers`. Or what is wrong with it.
 */
export function readMcpText(text: string): McpTextReading {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return { error: `This is no JSON: ${why}` };
  }
  if (!isFields(read)) return { error: `This is no object. ${EXAMPLE}` };
  const named = read['mcpServers'] ?? read['servers'] ?? read;
  if (!isFields(named)) return { error: `The servers are no object. ${EXAMPLE}` };
  const servers: McpServer[] = [];
  for (const [name, entry] of Object.entries(named)) {
    const server = readEntry(name, entry);
    if ('error' in server) return server;
    servers.push(server);
  }
  return servers.length === 0 ? { error: `There is no server in it. ${EXAMPLE}` } : { servers };
}

function readEntry(name: string, entry: unknown): McpServer | { error: string } {
  if (!isFields(entry)) return { error: `${name} is no object. ${EXAMPLE}` };
  const url = entry['url'] ?? entry['serverUrl'] ?? entry['httpUrl'];
  if (typeof url === 'string') return readRemote(name, url, entry);
  const command = entry['command'];
  if (typeof command !== 'string' || command.trim() === '' || /\s/.test(command)) {
    return { error: `${name} has neither a url nor a command that is one word.` };
  }
  const args = entry['args'] ?? [];
  if (!isTexts(args)) return { error: `The args of ${name} are no list of texts.` };
  const env = entry['env'] ?? {};
  if (!isFields(env)) return { error: `The env of ${name} is no object.` };
  const variables: [string, string][] = [];
  for (const [variable, value] of Object.entries(env)) {
    if (typeof value !== 'string') return { error: `${variable} of ${name} is no text.` };
    variables.push([variable, value]);
  }
  return {
    kind: 'stdio',
    name: plainName(name),
    command,
    args: [...args],
    env: Object.fromEntries(variables),
  };
}

function readRemote(name: string, url: string, entry: Fields): McpServer | { error: string } {
  if (!URL.canParse(url) || !/^(https?|wss?):$/.test(new URL(url).protocol)) {
    return { error: `The address of ${name} is none that begins with https:// or http://.` };
  }
  const apiKey = bearerOf(entry);
  if (entry['type'] === 'sse') return { kind: 'sse', url, apiKey };
  return { kind: 'shttp', url, apiKey, timeout: null };
}

/** Of all headers, the one that this server can send. */
function bearerOf(entry: Fields): string | null {
  const headers = isFields(entry['headers']) ? Object.entries(entry['headers']) : [];
  const found = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  const bearer = typeof found === 'string' ? /^Bearer\s+(\S+)$/i.exec(found)?.[1] : undefined;
  return bearer ?? null;
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** Names from elsewhere have spaces and points, which are none here. */
const plainName = (name: string): string => name.trim().replaceAll(/[^A-Za-z0-9_-]+/g, '-') || 'server';
