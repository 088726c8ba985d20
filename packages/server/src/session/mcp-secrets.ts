import type { McpConfig } from '@capstan/protocol/api';

/** Shorter values of variables, such as 1 or debug, are ordinary words: masked, they would spoil every text. */
const SHORTEST_SECRET = 8;

/** Keys and variables of MCP servers, by names that tell where they come from. */
export function mcpSecrets(config: McpConfig | null): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const { url, api_key: key } of [...(config?.sse_servers ?? []), ...(config?.shttp_servers ?? [])]) {
    if (key) secrets[`MCP ${url}`] = key;
  }
  for (const { name, env } of config?.stdio_servers ?? []) {
    for (const [variable, value] of Object.entries(env))
      if (value.length >= SHORTEST_SECRET) secrets[`MCP ${name} ${variable}`] = value;
  }
  return secrets;
}
