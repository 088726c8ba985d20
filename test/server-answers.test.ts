import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type RunningServer } from '@capstan/server';
import { defaultConfig } from '@capstan/server/config';
import { script, startScriptedModel, turn } from '@capstan/llm/scripted';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { temporaryFolder } from './support/capstan-process.ts';
import { apiOperations, type Operation } from './support/fuzz/api-operations.ts';
import { randomRequests, type RandomRequest } from './support/fuzz/random-request.ts';
import { RequestSender } from './support/fuzz/send-request.ts';
import { requires } from './support/requirement.ts';

const SEED = 3;
const KEY = 'the-key-of-this-test-0123456789';
const EACH = 8;
/** Would leave the others without what they ask about. */
const LATE = /^(store|change|delete)Settings$|^deleteSecrets$/;

const created = z.object({ conversation_id: z.string() });
const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('whatever fits the OpenAPI document', () => {
  const stack = new AsyncDisposableStack();
  let server: RunningServer;
  beforeAll(async () => {
    const { path } = stack.use(await temporaryFolder());
    const model = stack.use(
      await startScriptedModel({ script: script([turn.text('Hello.')], { atEnd: 'repeat-last' }) }),
    );
    const base = defaultConfig(join(path, 'capstan'));
    await mkdir(base.home, { recursive: true });
    server = await startServer(
      {
        ...base,
        http: { ...base.http, port: 0, rateLimit: null },
        auth: { ...base.auth, sessionApiKey: KEY },
        llm: { model: 'openai-compatible/scripted', apiKey: 'none', baseUrl: model.baseUrls['openai-chat'] },
        conversations: { ...base.conversations, titles: 'message' },
        operations: { ...base.operations, logLevel: 'silent' },
      },
      { version: '0.0.0', checkResponses: true },
    );
    stack.defer(async () => void (await server.close()));
  });
  afterAll(() => stack.disposeAsync());

  async function begin(): Promise<string> {
    const response = await fetch(`${server.url}/api/conversations`, {
      method: 'POST',
      headers: { 'x-session-api-key': KEY, 'content-type': 'application/json' },
      body: JSON.stringify({ initial_user_msg: 'Hello' }),
    });
    return created.parse(await response.json()).conversation_id;
  }

  it('is answered as the document says', { timeout: 120_000 }, async () => {
    const api = apiOperations(await (await fetch(`${server.url}/openapi.json`)).json());
    const conversations = [await begin(), await begin()];
    const kinds = { api, conversations, wellFormed: true };
    const sample = (operation: Operation): RandomRequest[] =>
      fc.sample(randomRequests(operation, kinds), { numRuns: EACH, seed: SEED });
    const inOrder = [
      ...api.operations.filter(({ id }) => !LATE.test(id)),
      ...api.operations.filter(({ id }) => LATE.test(id)),
    ];
    using sender = new RequestSender({ url: server.url, key: KEY, seconds: 30 });
    const answers = new Map<string, number[]>();
    for (const operation of inOrder) {
      for (const request of sample(operation)) {
        const { status, text } = await sender.send(request);
        answers.set(operation.id, [...(answers.get(operation.id) ?? []), status]);
        const told = `${operation.method} ${request.target}: ${status} ${text.slice(0, 300)}`;
        expect({ told, isDeclared: operation.statuses.includes(status) }).toEqual({ told, isDeclared: true });
        expect({ told, isFault: status === 500 }).toEqual({ told, isFault: false });
      }
    }
    // Most of what fits is done.
    const done = [...answers].filter(([, statuses]) => statuses.some((status) => status < 300));
    expect(done.length).toBeGreaterThan(inOrder.length / 2);
  });
});
