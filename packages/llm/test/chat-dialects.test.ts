import type { ModelMessage, ModelRequest, ModelResponse } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { createModel, type Environment, type ModelSettings } from '../src/index.ts';
import { request, soon, user } from './support/families.ts';
import { chatEvents, delta, recordingServer, type Recorded } from './support/recording-server.ts';

const SIMPLE = chatEvents(delta({ role: 'assistant', content: 'ok' }), delta({}, 'stop'));

interface Ask {
  model: string;
  body?: string;
  request?: ModelRequest;
  settings?: ModelSettings;
  env?: Environment;
}

async function ask({ model, body = SIMPLE, request: asked = request(), settings = {}, env = {} }: Ask) {
  await using server = await recordingServer([{ body }]);
  const opened = await createModel({ model, apiKey: 'secret-key', baseUrl: server.url, env, settings });
  const response: ModelResponse = await opened.complete(asked, { signal: soon() });
  const sent: Recorded = server.requests[0]!;
  return { response, sent, json: JSON.parse(sent.body) };
}

const call = (id: string): ModelMessage[] => [
  user('Do it.'),
  {
    role: 'assistant',
    content: [
      { type: 'reasoning', text: 'Hm.' },
      { type: 'tool-call', toolCallId: id, toolName: 'execute_bash', arguments: '{}' },
    ],
  },
  { role: 'tool', toolCallId: id, toolName: 'execute_bash', content: [{ type: 'text', text: 'done' }] },
];

describe('dialects of chat completions', () => {
  it('OpenAI: reasoning models get no sampling, and their own field for the length', async () => {
    const settings = { temperature: 0.5, maxOutputTokens: 10, reasoningEffort: 'low' as const };
    const { json, sent } = await ask({ model: 'openai-chat/o4-mini', settings });
    expect(json).toMatchObject({ max_completion_tokens: 10, reasoning_effort: 'low', stream: true });
    expect(json.stream_options).toEqual({ include_usage: true });
    expect(json).not.toHaveProperty('temperature');
    expect(sent.headers.authorization).toBe('Bearer secret-key');
    expect(sent.path).toBe('/chat/completions');
  });

  it('Mistral: nothing that it refuses, and ids of nine characters', async () => {
    const settings = { seed: 7, reasoningEffort: 'high' as const };
    const asked = request(call('call_0123456789'), { toolChoice: 'required' });
    const { json } = await ask({ model: 'mistral/magistral-medium', settings, request: asked });
    expect(json).toMatchObject({ random_seed: 7, tool_choice: 'any', prompt_mode: 'reasoning' });
    expect(json).not.toHaveProperty('stream_options');
    expect(json).not.toHaveProperty('seed');
    const [, , assistant, tool] = json.messages;
    expect(assistant.tool_calls[0].id).toMatch(/^[a-z0-9]{9}$/);
    expect(tool.tool_call_id).toBe(assistant.tool_calls[0].id);
    expect(assistant).not.toHaveProperty('reasoning_content');
  });

  it('Mistral: thinking that comes as a list of contents', async () => {
    const thinking = { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }] };
    const body = chatEvents(delta(thinking), delta({ content: 'ok' }), delta({}, 'stop'));
    const { response } = await ask({ model: 'mistral/magistral-medium', body });
    expect(response.content).toEqual([
      { type: 'reasoning', text: 'Hm.' },
      { type: 'text', text: 'ok' },
    ]);
  });

  it('DeepSeek: reasoning goes back, cached tokens are read in its own spelling', async () => {
    const usage = {
      prompt_tokens: 100,
      completion_tokens: 5,
      total_tokens: 105,
      prompt_cache_hit_tokens: 64,
    };
    const body = chatEvents(delta({ reasoning_content: 'Hm.' }), delta({ content: 'ok' }), {
      ...delta({}, 'stop'),
      usage,
    });
    const { json, response } = await ask({
      model: 'deepseek/deepseek-reasoner',
      body,
      request: request(call('call_1')),
    });
    expect(json.messages[2]).toMatchObject({ reasoning_content: 'Hm.', content: null });
    expect(response.usage).toMatchObject({ input: 100, cacheRead: 64 });
    expect(response.content[0]).toEqual({ type: 'reasoning', text: 'Hm.' });
  });

  it('xAI: reasoning tokens that are counted beside the completion', async () => {
    const usage = {
      prompt_tokens: 100,
      completion_tokens: 5,
      total_tokens: 135,
      completion_tokens_details: { reasoning_tokens: 30 },
    };
    const { response } = await ask({
      model: 'xai/grok-4',
      body: chatEvents({ ...delta({ content: 'ok' }, 'stop'), usage }),
    });
    expect(response.usage).toMatchObject({ output: 35, reasoning: 30 });
  });

  it('Groq: usage in a place of its own', async () => {
    const chunk = {
      ...delta({ content: 'ok' }, 'stop'),
      x_groq: { usage: { prompt_tokens: 9, completion_tokens: 2 } },
    };
    const { response } = await ask({ model: 'groq/llama-3.3-70b-versatile', body: chatEvents(chunk) });
    expect(response.usage).toMatchObject({ input: 9, output: 2 });
  });

  it('OpenRouter: names with slashes, cache marks, the cost that it reports, reasoning details put together', async () => {
    const details = (text: string, more = {}): object => ({
      reasoning: text,
      reasoning_details: [{ type: 'reasoning.text', index: 0, text, ...more }],
    });
    const usage = { prompt_tokens: 100, completion_tokens: 5, cost: 0.0123 };
    const body = chatEvents(delta(details('I ')), delta(details('look.', { signature: 'sig' })), {
      ...delta({ content: 'ok' }, 'stop'),
      usage,
    });
    const messages: ModelMessage[] = [
      { role: 'system', content: 'Be good.', cache: true },
      { ...user('Hi'), cache: true } as ModelMessage,
    ];
    const asked: ModelRequest = { messages, tools: [], reasoningEffort: 'low' };
    const { json, response, sent } = await ask({
      model: 'openrouter/anthropic/claude-sonnet-4.5',
      body,
      request: asked,
    });
    expect(json.model).toBe('anthropic/claude-sonnet-4.5');
    expect(json.reasoning).toEqual({ effort: 'low' });
    const mark = { cache_control: { type: 'ephemeral' } };
    expect(json.messages[0].content).toEqual([{ type: 'text', text: 'Be good.', ...mark }]);
    expect(json.messages[1].content).toEqual([{ type: 'text', text: 'Hi', ...mark }]);
    expect(sent.headers['x-title']).toBe('Capstan');
    expect(response.cost).toEqual({ usd: 0.0123, priceTable: 'provider' });
    const merged = [{ type: 'reasoning.text', index: 0, text: 'I look.', signature: 'sig' }];
    expect(response.content[0]).toEqual({
      type: 'reasoning',
      text: 'I look.',
      providerMetadata: { chat: { reasoning_details: merged } },
    });
    const back = await ask({
      model: 'openrouter/anthropic/claude-sonnet-4.5',
      request: {
        messages: [...messages, { role: 'assistant', content: response.content }, user('Go on.')],
        tools: [],
      },
    });
    expect(back.json.messages[2]).toMatchObject({ content: 'ok', reasoning_details: merged });
  });

  it('Azure: the deployment in the address with an API version, the v1 API without', async () => {
    const old = await ask({ model: 'azure/my-gpt', settings: { apiVersion: '2024-12-01-preview' } });
    expect(old.sent.path).toBe('/openai/deployments/my-gpt/chat/completions?api-version=2024-12-01-preview');
    expect(old.sent.headers['api-key']).toBe('secret-key');
    const current = await ask({ model: 'azure/my-gpt', env: {} });
    expect(current.sent.path).toBe('/openai/v1/chat/completions');
    expect(current.json.model).toBe('my-gpt');
  });

  it('local servers cost nothing, and an id that is hardly one is made unique', async () => {
    const body = chatEvents({
      id: 'chatcmpl-42',
      choices: [{ delta: { content: 'ok' }, finish_reason: 'stop' }],
    });
    const first = await ask({ model: 'ollama/qwen3-coder:30b', body });
    const second = await ask({ model: 'ollama/qwen3-coder:30b', body });
    expect(first.response.cost).toEqual({ usd: 0, priceTable: 'local' });
    expect(first.response.id).toMatch(/^chatcmpl-42-/);
    expect(first.response.id).not.toBe(second.response.id);
    expect(first.json.model).toBe('qwen3-coder:30b');
  });

  it('sends the headers that a person has set', async () => {
    const { sent } = await ask({
      model: 'openai-compatible/any',
      settings: { headers: { 'x-team': 'crew' } },
    });
    expect(sent.headers['x-team']).toBe('crew');
  });

  it('reads an answer that is not streamed at all', async () => {
    await using server = await recordingServer([
      {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          id: 'x',
          choices: [{ message: { content: 'whole' }, finish_reason: 'stop' }],
        }),
      },
    ]);
    const model = await createModel({ model: 'openai-compatible/any', baseUrl: server.url, env: {} });
    const response = await model.complete(request(), { signal: soon() });
    expect(response.content).toEqual([{ type: 'text', text: 'whole' }]);
  });
});
