import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import type { ModelResponse } from '../model/model-response.ts';
import {
  fromResponseRecord,
  isFullResponse,
  responseStub,
  toResponseRecord,
} from './model-response-record.ts';

const text = fc.string({ maxLength: 8 });
const metadata = fc.oneof(
  fc.record({ anthropic: fc.record({ signature: text }) }),
  fc.record({ anthropic: fc.record({ redactedData: text }) }),
  fc.record({ anthropic: fc.record({ signature: text, more: text }) }),
  fc.record({ openai: fc.record({ itemId: text, encrypted: fc.option(text) }) }),
  fc.constant({}),
);
const part = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record(
    {
      type: fc.constant('reasoning' as const),
      text: fc.oneof(text, fc.constant('')),
      providerMetadata: metadata,
    },
    { requiredKeys: ['type', 'text'] },
  ),
  fc.record(
    {
      type: fc.constant('tool-call' as const),
      toolCallId: text,
      toolName: text,
      arguments: text,
      providerMetadata: metadata,
    },
    { requiredKeys: ['type', 'toolCallId', 'toolName', 'arguments'] },
  ),
);
const count = fc.nat(1_000_000);
const seconds = fc.double({ min: 0, max: 1000, noNaN: true });

const response: fc.Arbitrary<ModelResponse> = fc.record({
  id: text,
  model: text,
  createdAt: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  content: fc.array(part, { maxLength: 5 }),
  finishReason: fc.constantFrom('stop', 'length', 'tool-calls', 'content-filter', 'error', 'other'),
  usage: fc.record({ input: count, output: count, cacheRead: count, cacheWrite: count, reasoning: count }),
  cost: fc.record({ usd: fc.option(seconds), priceTable: text }),
  latencySeconds: seconds,
  firstTokenSeconds: fc.option(seconds),
});

const example: ModelResponse = {
  id: 'resp-1',
  model: 'north/fir-2',
  createdAt: '2026-03-04T05:06:07.890Z',
  content: [
    { type: 'reasoning', text: 'Hm.', providerMetadata: { anthropic: { signature: 'sig' } } },
    { type: 'text', text: 'I look.' },
    { type: 'tool-call', toolCallId: 'call-1', toolName: 'execute_bash', arguments: '{"command":"ls"}' },
  ],
  finishReason: 'tool-calls',
  usage: { input: 100, output: 20, cacheRead: 60, cacheWrite: 10, reasoning: 5 },
  cost: { usd: null, priceTable: 'genai-prices 1' },
  latencySeconds: 1.5,
  firstTokenSeconds: 0.2,
};

describe('response record', () => {
  it('loses nothing', () => {
    fc.assert(
      fc.property(response, (given) => {
        const record = toResponseRecord(given);
        expect(fromResponseRecord(JSON.parse(JSON.stringify(record)))).toEqual(given);
        expect(isFullResponse(record)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('has the shape of a chat completion', () => {
    expect(toResponseRecord(example)).toMatchObject({
      id: 'resp-1',
      created: 1772600767,
      object: 'chat.completion',
      choices: [
        {
          finish_reason: 'tool_calls',
          index: 0,
          message: {
            role: 'assistant',
            content: 'I look.',
            reasoning_content: 'Hm.',
            thinking_blocks: [{ type: 'thinking', thinking: 'Hm.', signature: 'sig' }],
            tool_calls: [
              {
                id: 'call-1',
                type: 'function',
                function: { name: 'execute_bash', arguments: '{"command":"ls"}' },
              },
            ],
          },
        },
      ],
      usage: {
        prompt_tokens: 100,
        completion_tokens: 20,
        total_tokens: 120,
        prompt_tokens_details: { cached_tokens: 60 },
        cache_creation_input_tokens: 10,
        completion_tokens_details: { reasoning_tokens: 5 },
      },
    });
  });

  it('holds no text twice when the parts are in the usual order', () => {
    expect(toResponseRecord(example).capstan).not.toHaveProperty('parts');
  });

  it('repeats no tool arguments for metadata or order', () => {
    const [reasoning, said, call] = example.content;
    if (!reasoning || !said || call?.type !== 'tool-call') throw new Error('the example has changed');
    const signed = { ...call, providerMetadata: { google: { thoughtSignature: 's' } } };
    const record = toResponseRecord({ ...example, content: [signed, said, reasoning] });
    expect(JSON.stringify(record).split('execute_bash')).toHaveLength(2);
    expect(JSON.stringify(record).split('I look.')).toHaveLength(2);
  });

  it('reads a record of another system', () => {
    const record: JsonObject = {
      id: 'chatcmpl-9',
      created: 1772600767,
      model: 'fir',
      object: 'chat.completion',
      system_fingerprint: null,
      choices: [
        {
          finish_reason: 'tool_calls',
          index: 0,
          message: {
            content: null,
            role: 'assistant',
            reasoning_content: 'Hm.',
            tool_calls: [{ id: 'c', type: 'function', function: { name: 'finish', arguments: '{}' } }, null],
            function_call: null,
          },
        },
      ],
      usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5, prompt_tokens_details: null },
    };
    expect(fromResponseRecord(record)).toEqual({
      id: 'chatcmpl-9',
      model: 'fir',
      createdAt: '2026-03-04T05:06:07.000Z',
      content: [
        { type: 'reasoning', text: 'Hm.' },
        { type: 'tool-call', toolCallId: 'c', toolName: 'finish', arguments: '{}' },
      ],
      finishReason: 'tool-calls',
      usage: { input: 3, output: 2, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
      cost: { usd: null, priceTable: 'unknown' },
      latencySeconds: 0,
      firstTokenSeconds: null,
    });
  });

  it('never throws on what is no record', () => {
    const json = fc.dictionary(
      fc.constantFrom('choices', 'usage', 'capstan', 'created', 'id'),
      fc.jsonValue(),
    );
    fc.assert(fc.property(json, (record) => void fromResponseRecord(record as JsonObject)));
  });

  it('is told apart from the stub that stands for it', () => {
    const stub = responseStub(toResponseRecord(example));
    expect(stub).toEqual({ id: 'resp-1' });
    expect(isFullResponse(stub)).toBe(false);
  });
});
