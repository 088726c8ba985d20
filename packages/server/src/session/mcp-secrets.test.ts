import { expect, it } from 'vitest';
import { mcpSecrets } from './mcp-secrets.ts';

it('DEBUG=1 of an MCP server does not hide every 1 of a conversation', () => {
  const server = { name: 'local', command: 'serve', args: [], env: { DEBUG: '1', TOKEN: 'long-enough' } };
  const secrets = mcpSecrets({
    sse_servers: [{ url: 'https://mcp.example/sse', api_key: 'short' }],
    stdio_servers: [server],
    shttp_servers: [],
  });
  expect(secrets).toEqual({ 'MCP https://mcp.example/sse': 'short', 'MCP local TOKEN': 'long-enough' });
});
