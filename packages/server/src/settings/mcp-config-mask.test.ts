import { MASK, type McpConfig, mcpConfigSchema } from '@capstan/protocol/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskMcpConfig, unmaskMcpConfig } from './mcp-config-mask.ts';

const NO_SERVERS: McpConfig = { sse_servers: [], stdio_servers: [], shttp_servers: [] };
const sse = (...servers: McpConfig['sse_servers']): McpConfig => ({ ...NO_SERVERS, sse_servers: servers });
const stdio = (name: string, env: Record<string, string>, command = 'run') => ({
  name,
  command,
  args: [],
  env,
});
const local = (...servers: McpConfig['stdio_servers']): McpConfig => ({
  ...NO_SERVERS,
  stdio_servers: servers,
});

const A = 'https://a.example/mcp';
const B = 'https://b.example/mcp';

const remoteServer = fc.record({
  url: fc.webUrl(),
  api_key: fc.option(fc.string({ minLength: 1 }).filter((key) => key !== MASK)),
});
const anyConfig: fc.Arbitrary<McpConfig> = fc.record({
  sse_servers: fc.array(remoteServer, { maxLength: 4 }),
  stdio_servers: fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[A-Za-z0-9_-]+$/),
      command: fc.constantFrom('npx', 'uvx'),
      args: fc.array(fc.string(), { maxLength: 2 }),
      env: fc.dictionary(fc.stringMatching(/^[A-Z]+$/), fc.string(), { maxKeys: 3 }),
    }),
    { selector: ({ name }) => name, maxLength: 3 },
  ),
  shttp_servers: fc.array(remoteServer, { maxLength: 4 }),
});

it('what was shown and comes back is what was stored, and shows no secret', () => {
  fc.assert(
    fc.property(anyConfig, (config) => {
      const shown = maskMcpConfig(config);
      expect(mcpConfigSchema.parse(shown)).toEqual(shown);
      for (const { api_key } of [...shown.sse_servers, ...shown.shttp_servers]) {
        expect([MASK, null]).toContain(api_key);
      }
      for (const { env } of shown.stdio_servers) {
        expect(Object.values(env).every((value) => value === MASK)).toBe(true);
      }
      expect(unmaskMcpConfig(shown, config)).toEqual(config);
    }),
  );
});

describe('a key follows its server', () => {
  const stored = sse({ url: A, api_key: 'for a' }, { url: B, api_key: 'for b' });

  it('to another place in the list', () => {
    const moved = sse({ url: B, api_key: MASK }, { url: 'https://new.example/' }, { url: A, api_key: MASK });
    expect(unmaskMcpConfig(moved, stored)).toEqual(
      sse({ url: B, api_key: 'for b' }, { url: 'https://new.example/' }, { url: A, api_key: 'for a' }),
    );
  });

  it('to another path at the same origin', () => {
    const edited = sse({ url: 'https://a.example/v2', api_key: MASK }, { url: B, api_key: MASK });
    expect(unmaskMcpConfig(edited, stored)?.sse_servers[0]?.api_key).toBe('for a');
  });

  it('but never to another origin, nor to another list', () => {
    const stolen = sse({ url: 'https://thief.example/mcp', api_key: MASK }, { url: B, api_key: MASK });
    expect(() => unmaskMcpConfig(stolen, stored)).toThrow(
      /Type the key of https:\/\/thief.example\/mcp again/,
    );
    const other = { ...NO_SERVERS, shttp_servers: [{ url: A, api_key: MASK }] };
    expect(() => unmaskMcpConfig(other, stored)).toThrow(
      expect.objectContaining({ code: 'request_invalid' }),
    );
  });

  it('unless another one is typed, or none', () => {
    const typed = sse({ url: A, api_key: 'another' }, { url: B, api_key: null });
    expect(unmaskMcpConfig(typed, stored)).toEqual(typed);
  });
});

describe('variables follow their server', () => {
  const stored = local(stdio('one', { KEY: 'k1', MODE: 'm' }), stdio('two', { KEY: 'k2' }));

  it('by its name, one by one', () => {
    const edited = local(stdio('two', { KEY: MASK, NEW: 'n' }), stdio('one', { KEY: MASK, MODE: 'x' }));
    expect(unmaskMcpConfig(edited, stored)).toEqual(
      local(stdio('two', { KEY: 'k2', NEW: 'n' }), stdio('one', { KEY: 'k1', MODE: 'x' })),
    );
  });

  it('to another name in its place, if it runs the same command', () => {
    const renamed = local(stdio('first', { KEY: MASK }), stdio('two', { KEY: MASK }));
    expect(unmaskMcpConfig(renamed, stored)?.stdio_servers[0]?.env).toEqual({ KEY: 'k1' });
    const another = local(stdio('first', { KEY: MASK }, 'other'), stdio('two', { KEY: MASK }));
    expect(() => unmaskMcpConfig(another, stored)).toThrow(/Type KEY of first again/);
  });

  it('and not to a variable that had no value', () => {
    for (const name of ['OTHER', 'constructor']) {
      expect(() => unmaskMcpConfig(local(stdio('one', { [name]: MASK })), stored)).toThrow(/again/);
    }
  });
});

it('without servers there is nothing to put in', () => {
  expect(unmaskMcpConfig(null, sse({ url: A, api_key: 'k' }))).toBeNull();
  expect(unmaskMcpConfig(NO_SERVERS, null)).toEqual(NO_SERVERS);
});
