import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { createModel, type Environment } from '../src/index.ts';
import { request, soon } from './support/families.ts';
import { recordingServer } from './support/recording-server.ts';

/** One message of `application/vnd.amazon.eventstream`. */
function frame(eventType: string, payload: object): Buffer {
  const header = (name: string, value: string): Buffer => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([7]), length, bytes]);
  };
  const headers = Buffer.concat([header(':event-type', eventType), header(':message-type', 'event')]);
  const body = Buffer.from(JSON.stringify(payload));
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(16 + headers.length + body.length, 0);
  prelude.writeUInt32BE(headers.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const message = Buffer.concat([prelude, headers, body]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(message));
  return Buffer.concat([message, check]);
}

const ANSWER = Buffer.concat([
  frame('messageStart', { role: 'assistant' }),
  frame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Looking.' } }),
  frame('contentBlockStop', { contentBlockIndex: 0 }),
  frame('contentBlockStart', {
    contentBlockIndex: 1,
    start: { toolUse: { toolUseId: 'tool_1', name: 'execute_bash' } },
  }),
  frame('contentBlockDelta', { contentBlockIndex: 1, delta: { toolUse: { input: '{"command":"ls"}' } } }),
  frame('contentBlockStop', { contentBlockIndex: 1 }),
  frame('messageStop', { stopReason: 'tool_use' }),
  frame('metadata', {
    usage: { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 90 },
    metrics: { latencyMs: 1 },
  }),
]);

const headers = {
  'content-type': 'application/vnd.amazon.eventstream',
  'x-amzn-requestid': 'b1a2c3d4-0000-4000-8000-000000000001',
};

async function ask(env: Environment, body: Buffer = ANSWER) {
  await using server = await recordingServer([{ headers, body }]);
  const model = await createModel({
    model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    baseUrl: server.url,
    env,
    settings: { region: 'eu-west-1', retry: { attempts: 1 } },
  });
  const asked = request();
  asked.messages.forEach((message) => Object.assign(message, { cache: true }));
  const response = await model.complete(asked, { signal: soon() });
  return { model, response, sent: server.requests[0]! };
}

it('speaks Converse with a bearer token, streams calls and marks the cache', async () => {
  const { model, response, sent } = await ask({ AWS_BEARER_TOKEN_BEDROCK: 'token' });
  expect(sent.headers.authorization).toBe('Bearer token');
  expect(sent.path).toContain('/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream');
  expect(JSON.parse(sent.body).system).toEqual([
    { text: 'You are an agent.' },
    { cachePoint: { type: 'default' } },
  ]);
  expect(response).toMatchObject({
    id: 'b1a2c3d4-0000-4000-8000-000000000001',
    finishReason: 'tool-calls',
    content: [
      { type: 'text', text: 'Looking.' },
      { type: 'tool-call', toolCallId: 'tool_1', toolName: 'execute_bash', arguments: '{"command":"ls"}' },
    ],
    usage: { input: 100, output: 5, cacheRead: 90 },
  });
  expect(model.capabilities).toMatchObject({ vision: true, contextTokens: 200_000 });
});

it('signs with an access key', async () => {
  const { sent } = await ask({ AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' });
  expect(sent.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d+\/eu-west-1\/bedrock/,
  );
});

it('does not take half an answer for a whole one', async () => {
  const half = ANSWER.subarray(0, Math.floor(ANSWER.length / 2));
  await expect(ask({ AWS_BEARER_TOKEN_BEDROCK: 'token' }, half)).rejects.toMatchObject({
    code: 'model_bad_response',
  });
});

it('names the credentials that are missing', async () => {
  await expect(ask({ AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE' })).rejects.toMatchObject({
    code: 'model_key_missing',
    message: expect.stringContaining('AWS_SECRET_ACCESS_KEY'),
  });
});
