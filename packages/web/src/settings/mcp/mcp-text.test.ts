import { expect, it } from 'vitest';
import { readMcpText } from './mcp-text.ts';

it('takes what editors keep', () => {
  const text = JSON.stringify({
    mcpServers: {
      'My files': { command: 'npx', args: ['-y', 'files'], env: { TOKEN: 'abc' } },
      docs: { url: 'https://docs.example/mcp', headers: { Authorization: 'Bearer key' } },
      old: { type: 'sse', url: 'https://old.example/sse' },
    },
  });
  expect(readMcpText(text)).toEqual({
    servers: [
      { kind: 'stdio', name: 'My-files', command: 'npx', args: ['-y', 'files'], env: { TOKEN: 'abc' } },
      { kind: 'shttp', url: 'https://docs.example/mcp', apiKey: 'key', timeout: null },
      { kind: 'sse', url: 'https://old.example/sse', apiKey: null },
    ],
  });
});

it('takes the servers alone, too', () => {
  expect(readMcpText('{"a": {"command": "x"}}')).toHaveProperty('servers');
});

it('says what is wrong, and where', () => {
  const errors = [
    '{',
    '[]',
    '{}',
    '{"mcpServers": []}',
    '{"a": {"command": "two words"}}',
    '{"a": {"command": "x", "args": "y"}}',
    '{"a": {"command": "x", "env": {"N": 1}}}',
    '{"a": {"url": "javascript:alert(1)"}}',
  ].map(readMcpText);
  for (const error of errors) expect(error).toHaveProperty('error');
  expect(errors.at(-2)).toEqual({ error: 'N of a is no text.' });
});
