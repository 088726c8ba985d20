import type { JsonObject, JsonValue } from '@capstan/protocol';
import { describe, expect, test } from 'vitest';

import type { ProtocolName } from './prompt/prompt.ts';
import { script, turn } from './script/script-builder.ts';
import { startScriptedModel } from './server/scripted-model.ts';
import { post } from '../../test/scripted/post.ts';

/** What is wrong, the request, and the provider's words for it. */
type Case = [what: string, body: JsonObject | string, words: RegExp];

const SCHEMA = { type: 'object', properties: {} };

const chat = (messages: JsonValue[], rest: JsonObject = {}): JsonObject => ({
  model: 'm',
  messages,
  ...rest,
});
const chatCall = (...ids: string[]): JsonObject => ({
  role: 'assistant',
  content: null,
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'run', arguments: '{}' } })),
});
const chatResult = (id: string): JsonObject => ({ role: 'tool', tool_call_id: id, content: 'ok' });
const hi = { role: 'user', content: 'hi' };

const responses = (input: JsonValue, rest: JsonObject = {}): JsonObject => ({ model: 'm', input, ...rest });
const item = (id: string): JsonObject => ({
  type: 'function_call',
  call_id: id,
  name: 'run',
  arguments: '{}',
});
const output = (id: string): JsonObject => ({ type: 'function_call_output', call_id: id, output: 'ok' });

const messages = (list: JsonValue[], rest: JsonObject = {}): JsonObject => ({
  model: 'm',
  max_tokens: 10,
  messages: list,
  ...rest,
});
const uses = (...ids: string[]): JsonObject => ({
  role: 'assistant',
  content: ids.map((id) => ({ type: 'tool_use', id, name: 'run', input: {} })),
});
const toolResult = (id: string): JsonObject => ({ type: 'tool_result', tool_use_id: id, content: 'ok' });
const marked = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } };

const contents = (list: JsonValue[], rest: JsonObject = {}): JsonObject => ({ contents: list, ...rest });
const said = (role: string, ...parts: JsonValue[]): JsonObject => ({ role, parts });
const call = { functionCall: { name: 'run', args: {} } };
const answered = { functionResponse: { name: 'run', response: { content: 'ok' } } };

const REFUSED: Record<ProtocolName, Case[]> = {
  'openai-chat': [
    ['no JSON', '{"model": "m", ', /not valid JSON/],
    ['no model', chat([hi], { model: '' }), /must provide a model/],
    ['no messages', chat([]), /Invalid 'messages': empty array/],
    ['an unknown role', chat([{ role: 'robot', content: 'x' }]), /messages\[0\]\.role/],
    ['a call without result', chat([hi, chatCall('a')]), /did not have response messages: a$/],
    ['one result of two', chat([hi, chatCall('a', 'b'), chatResult('a'), hi]), /response messages: b$/],
    ['a result too late', chat([hi, chatCall('a'), hi, chatResult('a')]), /response messages: a$/],
    ['a result for no call', chat([hi, chatResult('a')]), /must be a response to a preceeding message/],
    [
      'a second result',
      chat([hi, chatCall('a'), chatResult('a'), chatResult('a')]),
      /Duplicate value for 'tool_call_id'/,
    ],
    [
      'an id used twice',
      chat([hi, chatCall('a'), chatResult('a'), chatCall('a'), chatResult('a')]),
      /Duplicate value for 'id'/,
    ],
    [
      'an assistant that says nothing',
      chat([hi, { role: 'assistant', content: null }]),
      /expected a string, got null/,
    ],
    ['a user who says nothing', chat([{ role: 'user', content: [] }]), /empty array/],
    [
      'a tool whose schema is no object',
      chat([hi], {
        tools: [{ type: 'function', function: { name: 'run', parameters: { type: 'string' } } }],
      }),
      /must be a JSON Schema of 'type: "object"'/,
    ],
    [
      'a tool with a bad name',
      chat([hi], { tools: [{ type: 'function', function: { name: 'run it', parameters: SCHEMA } }] }),
      /does not match pattern/,
    ],
  ],
  'openai-responses': [
    ['no JSON', 'hi', /not valid JSON/],
    ['no model', responses('hi', { model: '' }), /'model'/],
    ['no input', responses([]), /must be provided/],
    ['an item without the fields of its type', responses([{ type: 'function_call', call_id: 'a' }]), /input/],
    ['a call without result', responses([hi, item('a')]), /No tool output found for function call a/],
    [
      'one result of two',
      responses([hi, item('a'), item('b'), output('a'), hi]),
      /No tool output found for function call b/,
    ],
    [
      'a result for no call',
      responses([hi, output('a')]),
      /No tool call found for function call output with call_id a/,
    ],
    [
      'a second result',
      responses([hi, item('a'), output('a'), output('a')]),
      /Duplicate function call output/,
    ],
    [
      'a reference to nothing',
      responses([hi, { type: 'item_reference', id: 'rs_9' }]),
      /Item with id 'rs_9' not found/,
    ],
    [
      'a reference where nothing is stored',
      responses([hi, { type: 'item_reference', id: 'msg_1' }], { store: false }),
      /not persisted/,
    ],
    [
      'a response that is not kept',
      responses('hi', { previous_response_id: 'resp_1' }),
      /without previous_response_id/,
    ],
    [
      'a tool whose schema is no object',
      responses('hi', { tools: [{ type: 'function', name: 'run', parameters: { type: 'array' } }] }),
      /must be a JSON Schema/,
    ],
  ],
  anthropic: [
    ['no JSON', '', /not valid JSON/],
    ['no model', messages([hi], { model: '' }), /model: Field required/],
    ['no maximum of tokens', { model: 'm', messages: [hi] }, /max_tokens/],
    ['no messages', messages([]), /at least one message/],
    [
      'an assistant that begins',
      messages([{ role: 'assistant', content: 'x' }, hi]),
      /first message must use the "user" role/,
    ],
    [
      'a system message among the others',
      messages([{ role: 'system', content: 'x' }]),
      /should be 'user' or 'assistant'/,
    ],
    [
      'an empty text',
      messages([{ role: 'user', content: [{ type: 'text', text: '' }] }]),
      /text content blocks must be non-empty/,
    ],
    [
      'a blank text',
      messages([{ role: 'user', content: [{ type: 'text', text: ' \n' }] }]),
      /non-whitespace text/,
    ],
    [
      'an empty message',
      messages([{ role: 'user', content: [] }]),
      /all messages must have non-empty content/,
    ],
    [
      'blanks at the end of a prefill',
      messages([hi, { role: 'assistant', content: 'So ' }]),
      /trailing whitespace/,
    ],
    [
      'a call without result',
      messages([hi, uses('a'), hi]),
      /messages\.1: `tool_use` ids were found without `tool_result` blocks immediately after: a\./,
    ],
    ['a call at the end', messages([hi, uses('a')]), /immediately after: a\./],
    [
      'one result of two',
      messages([hi, uses('a', 'b'), { role: 'user', content: [toolResult('b')] }]),
      /immediately after: a\./,
    ],
    [
      'a result for no call',
      messages([{ role: 'user', content: [toolResult('a')] }]),
      /unexpected `tool_use_id` found in `tool_result` blocks: a/,
    ],
    [
      'a second result',
      messages([hi, uses('a'), { role: 'user', content: [toolResult('a'), toolResult('a')] }]),
      /must have a single result/,
    ],
    [
      'an id used twice',
      messages([
        hi,
        uses('a'),
        { role: 'user', content: [toolResult('a')] },
        uses('a'),
        { role: 'user', content: [toolResult('a')] },
      ]),
      /ids must be unique/,
    ],
    [
      'results after text',
      messages([hi, uses('a'), { role: 'user', content: [{ type: 'text', text: 'x' }, toolResult('a')] }]),
      /immediately after: a\./,
    ],
    [
      'five cache marks',
      messages([{ role: 'user', content: [marked, marked, marked] }], { system: [marked, marked] }),
      /maximum of 4 blocks with cache_control may be provided. Found 5/,
    ],
    ['a tool without schema', messages([hi], { tools: [{ name: 'run' }] }), /input_schema: Field required/],
    [
      'a tool whose schema is no object',
      messages([hi], { tools: [{ name: 'run', input_schema: { type: 'string' } }] }),
      /Input should be 'object'/,
    ],
    [
      'two tools of one name',
      messages([hi], { tools: [1, 2].map(() => ({ name: 'run', input_schema: SCHEMA })) }),
      /names must be unique/,
    ],
  ],
  gemini: [
    ['no JSON', '[', /not valid JSON/],
    ['no contents', contents([]), /contents is not specified/],
    ['an unknown role', contents([said('assistant', { text: 'x' })]), /contents\[0\]\.role/],
    ['a content without parts', contents([said('user')]), /parts must not be empty/],
    ['a model that begins', contents([said('model', { text: 'x' })]), /start with a user turn/],
    [
      'a call that begins',
      contents([said('model', call), said('user', answered)]),
      /immediately after a user turn/,
    ],
    [
      'a call without result',
      contents([said('user', { text: 'x' }), said('model', call)]),
      /number of function response parts/,
    ],
    [
      'one result of two',
      contents([said('user', { text: 'x' }), said('model', call, call), said('user', answered)]),
      /number of function response parts/,
    ],
    [
      'a result for no call',
      contents([said('user', { text: 'x' }), said('user', answered)]),
      /immediately after a function call turn/,
    ],
    [
      'results too many',
      contents([said('user', { text: 'x' }), said('model', call), said('user', answered, answered)]),
      /function/,
    ],
    [
      'a tool with a bad name',
      contents([said('user', { text: 'x' })], { tools: [{ functionDeclarations: [{ name: '1 run' }] }] }),
      /Invalid function name/,
    ],
    [
      'a tool whose schema is no object',
      contents([said('user', { text: 'x' })], {
        tools: [{ functionDeclarations: [{ name: 'run', parameters: { type: 'STRING' } }] }],
      }),
      /should be of type OBJECT/,
    ],
  ],
};

const ACCEPTED: Record<ProtocolName, [what: string, body: JsonObject][]> = {
  'openai-chat': [
    ['several users in a row', chat([{ role: 'system', content: 's' }, hi, hi])],
    ['results in any order', chat([hi, chatCall('a', 'b'), chatResult('b'), chatResult('a')])],
    ['a tool without parameters', chat([hi], { tools: [{ type: 'function', function: { name: 'run' } }] })],
  ],
  'openai-responses': [
    ['a text', responses('hi')],
    ['parallel calls', responses([hi, item('a'), item('b'), output('b'), output('a')])],
    ['an image', responses([{ role: 'user', content: [{ type: 'input_image', image_url: 'data:' }] }])],
    ['a tool of the provider', responses('hi', { tools: [{ type: 'web_search' }] })],
  ],
  anthropic: [
    ['several users in a row', messages([hi, hi])],
    [
      'text after results',
      messages([hi, uses('a'), { role: 'user', content: [toolResult('a'), { type: 'text', text: 'x' }] }]),
    ],
    [
      'four cache marks',
      messages([{ role: 'user', content: [marked, marked] }], { system: [marked, marked] }),
    ],
    ['a tool of the provider', messages([hi], { tools: [{ type: 'bash_20250124', name: 'bash' }] })],
  ],
  gemini: [
    [
      'calls without ids',
      contents([said('user', { text: 'x' }), said('model', call, call), said('user', answered, answered)]),
    ],
    ['an image', contents([said('user', { inlineData: { mimeType: 'image/png', data: '' } })])],
  ],
};

const answer = script([turn.text('Fine.', { times: 'always' })]);

describe.each(Object.entries(REFUSED) as [ProtocolName, Case[]][])('%s', (protocol, cases) => {
  test.each(cases)('refuses %s', async (_what, body, words) => {
    await using server = await startScriptedModel({ script: answer });

    const { status, message } = await post(server, protocol, body);

    expect(message).toMatch(words);
    expect(status).toBe(400);
    expect(server.requests[0]?.problems[0]?.message).toBe(message);
  });

  test.each(cases)('when not strict answers and records: %s', async (_what, body, words) => {
    await using server = await startScriptedModel({
      script: script([turn.text('Fine.', { times: 'always' })], { by: 'order' }),
      strict: false,
    });

    const { status, text } = await post(server, protocol, body);

    expect(status).toBe(200);
    expect(text).toContain('Fine.');
    expect(server.requests[0]?.problems.map((problem) => problem.message)).toContainEqual(
      expect.stringMatching(words),
    );
  });

  test.each(ACCEPTED[protocol])('accepts %s', async (_what, body) => {
    await using server = await startScriptedModel({ script: answer });

    expect(await post(server, protocol, body)).toMatchObject({ status: 200 });
    expect(server.requests[0]?.problems).toEqual([]);
  });
});

test('Anthropic demands the version of its API', async () => {
  await using server = await startScriptedModel({ script: answer });
  const response = await fetch(`${server.baseUrls.anthropic}/messages`, {
    method: 'POST',
    body: JSON.stringify(messages([hi])),
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('anthropic-version: header is required');
});

test('Gemini streams as server-sent events only', async () => {
  await using server = await startScriptedModel({ script: answer });
  const response = await fetch(`${server.baseUrls.gemini}/models/m:streamGenerateContent`, {
    method: 'POST',
    body: JSON.stringify(contents([said('user', { text: 'x' })])),
  });
  expect(response.status).toBe(400);
});
