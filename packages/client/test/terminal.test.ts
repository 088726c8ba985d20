import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { script, startScriptedModel, turn } from '@capstan/llm/scripted';
import { startServer } from '@capstan/server';
import { defaultConfig } from '@capstan/server/config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createApiClient, followEvents, openTerminal } from '../src/index.ts';
import type { OpenTerminal, TerminalEnd, TerminalOptions } from '../src/index.ts';

const KEY = 'key-of-this-test';
const cleanup = new AsyncDisposableStack();
let baseUrl = '';
let conversationId = '';

beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), 'capstan-client-'));
  cleanup.defer(() => rm(home, { recursive: true, force: true }));
  const model = await startScriptedModel({ script: script([turn.text('Hello.')], { by: 'conversation' }) });
  cleanup.defer(() => model.close());
  const base = defaultConfig(home);
  const server = await startServer(
    {
      ...base,
      http: { ...base.http, port: 0, rateLimit: null },
      auth: { ...base.auth, sessionApiKey: KEY },
      llm: { model: 'openai-chat/scripted', apiKey: 'none', baseUrl: model.baseUrls['openai-chat'] },
      runtime: { ...base.runtime, driver: 'cli', environment: { PS1: '$ ' } },
      operations: { ...base.operations, logLevel: 'silent' },
    },
    { version: '0.0.0', checkResponses: true },
  );
  cleanup.defer(async () => void (await server.close()));
  baseUrl = server.url;
  const api = createApiClient({ baseUrl, apiKey: KEY });
  const { data: created } = await api.POST('/api/conversations', { body: { initial_user_msg: 'Hello.' } });
  conversationId = created?.conversation_id ?? '';
  for await (const item of followEvents({ baseUrl, conversationId, apiKey: KEY })) {
    if (item.type !== 'event' || item.event.observation !== 'agent_state_changed') continue;
    if (item.event.extras.agent_state === 'awaiting_user_input') break;
  }
});
afterAll(() => cleanup.disposeAsync());

interface Opened {
  terminal: OpenTerminal;
  ended: Promise<TerminalEnd>;
  /** Resolves when this was written. */
  until: (expected: RegExp) => Promise<void>;
  bytes: () => number;
}

function open(more: Partial<TerminalOptions> = {}): Opened {
  const ended = Promise.withResolvers<TerminalEnd>();
  let text = '';
  let bytes = 0;
  let arrived = Promise.withResolvers<void>();
  const terminal = openTerminal({
    baseUrl,
    conversationId,
    apiKey: KEY,
    columns: 90,
    rows: 30,
    onOutput: (chunk) => {
      text += new TextDecoder().decode(chunk);
      bytes += chunk.length;
      arrived.resolve();
      arrived = Promise.withResolvers();
    },
    onEnd: ended.resolve,
    ...more,
  });
  const until = async (expected: RegExp): Promise<void> => {
    while (!expected.test(text)) await arrived.promise;
  };
  return { terminal, ended: ended.promise, until, bytes: () => bytes };
}

describe.each([
  ['the one of this platform', globalThis.WebSocket],
  ['ws', WebSocket],
])('a terminal over a WebSocket, %s', (_name, constructor) => {
  it('takes keys and sizes, and ends with the exit code', async () => {
    const { terminal, ended, until } = open({ WebSocket: constructor });
    terminal.write('stty size\r');
    await until(/30 90\r\n/);
    terminal.resize({ columns: 70, rows: 20 });
    terminal.write(new TextEncoder().encode('stty size; exit 5\r'));
    await until(/20 70\r\n/);
    expect(await ended).toEqual({ type: 'exit', code: 5 });
  });

  it('brings all of a long output to a reader with a small window', async () => {
    const { terminal, ended, bytes } = open({ WebSocket: constructor, window: 20_000 });
    terminal.write('stty -opost; head -c 2000000 /dev/zero; exit\r');
    expect(await ended).toEqual({ type: 'exit', code: 0 });
    expect(bytes()).toBeGreaterThan(2_000_000);
  });

  it('tells why it cannot be', async () => {
    const refused = open({ WebSocket: constructor, conversationId: 'none' });
    expect(await refused.ended).toMatchObject({ type: 'error', code: 'conversation_not_found' });
    const unreachable = open({ WebSocket: constructor, baseUrl: 'http://127.0.0.1:9' });
    expect(await unreachable.ended).toEqual({ type: 'lost' });
  });
});

it('a shell waits for a page that is slow', async () => {
  const release = Promise.withResolvers<void>();
  let bytes = 0;
  const filled = Promise.withResolvers<void>();
  const { terminal, ended } = open({
    window: 65_536,
    onOutput: async (chunk) => {
      bytes += chunk.length;
      if (bytes >= 65_536) filled.resolve();
      await release.promise;
    },
  });
  terminal.write('stty -opost; head -c 2000000 /dev/zero; exit\r');
  await filled.promise;
  expect(bytes).toBeLessThan(400_000);
  release.resolve();
  expect(await ended).toEqual({ type: 'exit', code: 0 });
  expect(bytes).toBeGreaterThan(2_000_000);
});
