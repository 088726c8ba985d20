import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { McpTest } from '@capstan/protocol/api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConversationApi } from '../../../test/support/conversation-api.ts';
import { McpRig } from '../../../test/support/mcp-rig.ts';
import { requires } from '../../../../../test/support/requirement.ts';
import { tryMcpServer } from '../../mcp-trial/try-mcp-server.ts';
import { DEFAULT_SETTINGS } from '../../settings/settings.ts';

let api: ConversationApi;
let peer: McpRig;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  peer = await McpRig.start();
});
afterAll(() => peer[Symbol.asyncDispose]());
beforeEach(async () => {
  api = await ConversationApi.start({ turns: [] });
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await api[Symbol.asyncDispose]();
});

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

const tested = (body: object, user?: string) => api.ask('POST', '/api/mcp/test', body, user);

describe('an MCP server over HTTP', () => {
  it('says what it is and what tools it has, to whoever has its key', async () => {
    const url = `${peer.origin}/mcp`;
    const { status, body } = await tested({ kind: 'shttp', url, api_key: 'key-of-ann' });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        ok: true,
        server: { name: 'capstan', version: expect.stringMatching(/^\d/) },
        tools: expect.arrayContaining([
          { name: 'start_conversation', description: expect.stringMatching(/\w/) },
        ]),
        latency_ms: expect.any(Number),
      },
    });
    expect(await tested({ kind: 'shttp', url, api_key: 'wrong' })).toMatchObject({
      status: 200,
      body: { ok: false, code: 'mcp_authentication', remedy: expect.stringContaining('API key') },
    });
  });

  it('is asked with the stored key where the key came back masked', async () => {
    const url = `${peer.origin}/mcp`;
    const mcp_config = {
      sse_servers: [],
      stdio_servers: [],
      shttp_servers: [{ url, api_key: 'key-of-ann' }],
    };
    await api.context.settings.update(null, () => ({ ...DEFAULT_SETTINGS, mcp_config }));
    expect(await tested({ kind: 'shttp', url, api_key: '**********' })).toMatchObject({ body: { ok: true } });
    const elsewhere = await serving((_request, response) => void response.end());
    expect(await tested({ kind: 'shttp', url: elsewhere, api_key: '**********' })).toMatchObject({
      status: 422,
    });
  });

  it.each(['shttp', 'sse'])('is told to be none, or not there: %s', async (kind) => {
    const page = await serving(
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    );
    expect(await tested({ kind, url: page, api_key: 'secret-key' })).toMatchObject({
      body: { ok: false, code: 'mcp_failed', message: expect.not.stringContaining('secret-key') },
    });
    expect(await tested({ kind, url: 'http://127.0.0.1:9/mcp' })).toMatchObject({
      body: { ok: false, code: 'mcp_unreachable', message: expect.stringContaining('ECONNREFUSED') },
    });
    const locked = await serving((_request, response) => void response.writeHead(401).end());
    expect(await tested({ kind, url: locked })).toMatchObject({ body: { code: 'mcp_authentication' } });
  });

  it('in the network of the server is not for users of a server with several', async () => {
    const url = `${peer.origin}/mcp`;
    expect(await tested({ kind: 'shttp', url, api_key: 'key-of-ann' }, 'ann')).toMatchObject({
      body: { ok: false, code: 'forbidden' },
    });
    Object.assign(api.context.config.machine, { privateHosts: [new URL(url).host] });
    expect(await tested({ kind: 'shttp', url, api_key: 'key-of-ann' }, 'ann')).toMatchObject({
      body: { ok: true },
    });
  });

  it('that speaks no protocol of the web is no server', async () => {
    expect(await tested({ kind: 'sse', url: 'ws://example.org' })).toMatchObject({ body: { ok: false } });
    expect(await tested({ kind: 'other', url: 'http://example.org' })).toMatchObject({ status: 422 });
  });
});

const sandbox = requires('bubblewrap');

/** Of every process of this machine. */
async function commandLines(): Promise<string[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // One may end while it is looked at.
  const lines = processes.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''));
  return (await Promise.all(lines)).map((line) => line.replaceAll('\0', ' '));
}

/** A server in a few lines, as anybody could write one. */
const SERVER = `
while IFS= read -r line; do
  case $line in
    *'"initialize"'*) echo "starting $TOKEN" >&2; echo '{"jsonrpc":"2.0","method":"notifications/message","params":{}}'
      echo '{"jsonrpc": "2.0", "id": 1, "result": {"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"tiny","version":"1.2"}}}' ;;
    *'"tools/list"'*) printf '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"where","description":"%s %s","inputSchema":{"type":"object"}}]}}\\n' "$HOME" "$TOKEN" ;;
  esac
done
`;

describe.skipIf(!sandbox.available)('an MCP server that is a command', () => {
  const stdio = (args: string[], command = 'bash') =>
    tested({ kind: 'stdio', name: 'tiny', command, args, env: { TOKEN: 'token-of-ann' } });

  const trials = () => join(api.context.config.home, 'workspaces', '.mcp-trials');

  it('is started in a sandbox, asked, and removed with all that it was', async () => {
    const secret = await mkdtemp(join(tmpdir(), 'capstan-secret-'));
    await writeFile(join(secret, 'key'), 'top secret');
    try {
      const look = `[ -e ${secret}/key ] && exit 9; [ -e ${api.context.config.home}/vault.key ] && exit 9; ${SERVER}`;
      const { body } = await stdio(['-c', look]);
      expect(body).toMatchObject({
        ok: true,
        server: { name: 'tiny', version: '1.2' },
        tools: [{ name: 'where', description: expect.stringContaining('token-of-ann') }],
      });
    } finally {
      await rm(secret, { recursive: true });
    }
    expect(await readdir(trials())).toEqual([]);
    expect(await readdir(join(api.context.config.home, 'run')).catch(() => [])).not.toContainEqual(
      expect.stringContaining('mcp-trial'),
    );
  });

  it('that says nothing ends with whoever waits for it', async () => {
    const patience = AbortSignal.timeout(1_500);
    const asked: McpTest = { kind: 'stdio', name: 'mute', command: 'sleep', args: ['86399'], env: {} };
    const trial = { config: api.context.config, userId: null, stored: undefined, asked, signal: patience };
    await expect(tryMcpServer(trial)).rejects.toMatchObject({ code: 'cancelled' });
    expect((await commandLines()).filter((line) => line.includes('sleep 86399'))).toEqual([]);
    expect(await readdir(trials())).toEqual([]);
  });

  it('leaves nothing for ever when the server was killed during a trial', async () => {
    const left = join(trials(), 'mcp-trial-of-a-killed-server');
    const others = join(trials(), 'mcp-trial-of-another-server');
    for (const folder of [left, others]) await mkdir(join(folder, 'kept'), { recursive: true });
    await utimes(left, 1, 1);
    await stdio([], 'no-such-command');
    expect(await readdir(trials())).toEqual(['mcp-trial-of-another-server']);
  });

  it('is one of two that a user has started at the same time', async () => {
    const begun = await Promise.all([
      stdio(['-c', 'exit 1']),
      stdio(['-c', 'exit 1']),
      stdio(['-c', 'exit 1']),
    ]);
    expect(begun.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 429]);
    expect((await stdio(['-c', 'exit 1'])).status).toBe(200);
  });

  it('that ends, is missing or speaks nonsense is told with what it said, but no secrets', async () => {
    expect((await stdio(['-c', 'echo "no config for $TOKEN" >&2; exit 1'])).body).toMatchObject({
      ok: false,
      code: 'mcp_failed',
      message: expect.stringContaining('no config for ***'),
    });
    expect((await stdio([], 'no-such-command')).body).toMatchObject({ ok: false, code: 'mcp_unreachable' });
    expect((await stdio(['-c', 'echo nonsense'])).body).toMatchObject({ ok: false, code: 'mcp_failed' });
  });
});
