import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';

import type { JsonObject } from '@capstan/protocol';
import { describe, expect, test } from 'vitest';

import { PROTOCOLS } from '../prompt/prompt.ts';
import { script, turn } from '../script/script-builder.ts';
import {
  assistant,
  callOptions,
  callsOf,
  clientOf,
  KEY,
  results,
  stream,
  textsOf,
  user,
} from '../../../test/scripted/client.ts';
import { post } from '../../../test/scripted/post.ts';
import { startScriptedModel } from './scripted-model.ts';

const patience = (): AbortSignal => AbortSignal.timeout(10_000);
const CHAT: JsonObject = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };
const FINE = script([turn.text('Fine.', { times: 'always' })]);

describe('keys', () => {
  test.each(PROTOCOLS)(
    '%s: the wrong one is refused, the right one taken, none recorded',
    async (protocol) => {
      await using server = await startScriptedModel({ script: FINE, expectKey: KEY });
      expect(textsOf(await stream(clientOf(protocol, server), callOptions([user('hi')])))).toBe('Fine.');

      await using strict = await startScriptedModel({ script: FINE, expectKey: 'another' });
      await expect(stream(clientOf(protocol, strict), callOptions([user('hi')]))).rejects.toThrow(/key/i);

      const seen = [...server.requests, ...strict.requests];
      expect(seen).toHaveLength(2);
      expect(JSON.stringify(seen.map(({ headers, path }) => [headers, path]))).not.toContain(KEY);
    },
  );

  test('a key in the query of Gemini is masked', async () => {
    await using server = await startScriptedModel({ script: FINE, expectKey: KEY });
    const response = await fetch(`${server.baseUrls.gemini}/models/m:generateContent?key=${KEY}&x=1`, {
      method: 'POST',
      body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'hi' }] }] }),
    });
    expect(response.status).toBe(200);
    expect(server.requests[0]?.path).toBe('/v1beta/models/m:generateContent?key=***&x=1');
  });
});

describe('what a test can see', () => {
  test('requests, as they came', async () => {
    await using server = await startScriptedModel({ script: FINE, now: () => 0 });
    await post(server, 'openai-chat', CHAT, { 'x-own': 'yes' });
    expect(server.requests[0]).toMatchObject({
      at: '1970-01-01T00:00:00.000Z',
      protocol: 'openai-chat',
      path: '/v1/chat/completions',
      headers: { 'x-own': 'yes', authorization: '***' },
      body: CHAT,
      problems: [],
    });
  });

  test('only the newest requests are kept, all are counted', async () => {
    await using server = await startScriptedModel({ script: FINE, keepRequests: 2 });
    for (const model of ['a', 'b', 'c']) await post(server, 'openai-chat', { ...CHAT, model });
    expect(server.requests.map(({ body }) => body)).toMatchObject([{ model: 'b' }, { model: 'c' }]);
    expect(server.requestCount).toBe(3);
  });

  test('waiting ends when the count is reached, the signal fires or the server is closed', async () => {
    const server = await startScriptedModel({ script: FINE });
    const second = server.waitForRequest(2, { signal: patience() });
    await post(server, 'openai-chat', CHAT);
    const giveUp = new AbortController();
    const third = server.waitForRequest(3, { signal: giveUp.signal });
    giveUp.abort();
    await expect(third).rejects.toMatchObject({ code: 'cancelled' });
    await post(server, 'openai-chat', CHAT);
    await second;
    const never = server.waitForAborted(1, { signal: patience() });
    const closed = server.close();
    await expect(never).rejects.toMatchObject({ code: 'cancelled' });
    await closed;
  });

  test('connections, kept alive from one request to the next', async () => {
    await using server = await startScriptedModel({ script: FINE });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let count = 0; count < 3; count += 1) {
      const sent = httpRequest(`${server.url}/v1/chat/completions`, { method: 'POST', agent });
      sent.end(JSON.stringify(CHAT));
      const [response] = await once(sent, 'response');
      response.resume();
      await once(response, 'end');
      expect(server.openConnections).toBe(1);
    }
    agent.destroy();
    await expect.poll(() => server.openConnections).toBe(0);
    expect(server.aborted).toBe(0);
  });

  test('closing breaks off a hanging request, and may be done twice', async () => {
    const server = await startScriptedModel({ script: script([turn.fault('hang')]) });
    const asking = post(server, 'openai-chat', CHAT).catch((error: unknown) => error);
    await server.waitForRequest(1, { signal: patience() });
    await server.close();
    await server.close();
    expect(await asking).toBeInstanceOf(Error);
    expect(server.aborted).toBe(0);
    expect(server.openConnections).toBe(0);
  });
});

describe('answers', () => {
  test('at the end of the script the request is refused, and that is recorded', async () => {
    await using server = await startScriptedModel({ script: script([]) });
    const { status, message } = await post(server, 'anthropic', { ...CHAT, max_tokens: 1 });
    expect([status, message]).toEqual([400, expect.stringContaining('at its end')]);
    expect(server.requests[0]?.problems).toHaveLength(1);
  });

  test('a template that finds nothing is refused, and that is recorded', async () => {
    await using server = await startScriptedModel({ script: script([turn.text('{{ toolResult }}')]) });
    expect(await post(server, 'openai-chat', CHAT)).toMatchObject({ status: 400 });
    expect(server.requests.map(({ problems }) => problems.length)).toEqual([1]);
  });

  test('models that the script does not name are not found', async () => {
    const named = script([turn.text('Fine.')], { models: ['gpt-5'] });
    await using server = await startScriptedModel({ script: named });
    expect(await post(server, 'openai-chat', CHAT)).toMatchObject({ status: 404 });
    const list = await fetch(`${server.url}/v1/models`);
    expect(await list.json()).toMatchObject({ data: [{ id: 'gpt-5' }] });
  });

  test('a function makes an answer from the request', async () => {
    const replies = script([turn.reply((view) => ({ text: `${view.messages.length} of ${view.model}` }))]);
    await using server = await startScriptedModel({ script: replies });
    expect(await post(server, 'openai-chat', CHAT)).toMatchObject({
      text: expect.stringContaining('1 of m'),
    });
  });

  test('other paths and methods do not exist', async () => {
    await using server = await startScriptedModel({ script: FINE });
    expect((await fetch(`${server.url}/v1/embeddings`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${server.url}/v1/chat/completions`)).status).toBe(404);
    expect(server.requestCount).toBe(0);
  });

  test('the deployment in the path of Azure is the model', async () => {
    await using server = await startScriptedModel({ script: FINE });
    const response = await fetch(`${server.url}/openai/deployments/gpt%205/chat/completions?api-version=1`, {
      method: 'POST',
      body: JSON.stringify({ messages: CHAT.messages }),
    });
    expect(await response.json()).toMatchObject({ model: 'gpt 5' });
  });

  test('ids of calls stay unique when a client has shortened its history', async () => {
    await using server = await startScriptedModel({
      script: script([turn.call('run', {}, { times: 'always' })]),
    });
    const calls = { id: 'call_1_1', type: 'function', function: { name: 'run', arguments: '{}' } };
    const held = { role: 'assistant', tool_calls: [calls] };
    const messages: JsonObject[] = [
      { role: 'user', content: 'hi' },
      held,
      { role: 'tool', tool_call_id: 'call_1_1', content: 'call_2_1' },
    ];
    const { text } = await post(server, 'openai-chat', { model: 'm', messages });
    expect(text).toContain('"call_2_1_2"');
  });

  test('a port that is taken is an error of usage', async () => {
    await using server = await startScriptedModel({ script: FINE });
    const port = Number(new URL(server.url).port);
    await expect(startScriptedModel({ script: FINE, port })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe.each(PROTOCOLS)('without validation, %s', (protocol) => {
  test('is counted along the history as it is with validation', async () => {
    const turns = script([
      turn.calls([{ name: 'execute_bash' }, { name: 'execute_bash' }], { reasoning: 'Hm.', text: 'One.' }),
      turn.call('execute_bash', { command: '"role":"assistant" "role":"model"' }),
      turn.text('Three.'),
    ]);
    for (const validate of ['off', 'on'] as const) {
      await using server = await startScriptedModel({ script: turns, validate });
      const model = clientOf(protocol, server);
      const one = await stream(model, callOptions([user('hi')]));
      const history = [user('hi'), assistant(one.said), results(one.said, 'a')];
      const two = await stream(model, callOptions(history));
      const three = await stream(
        model,
        callOptions([...history, assistant(two.said), results(two.said, 'b')]),
      );
      expect([callsOf(one).length, callsOf(two).length, textsOf(three)]).toEqual([2, 1, 'Three.']);
    }
  });

  test('what is wrong is answered, and templates are filled all the same', async () => {
    const filled = script([turn.text('{{ firstMessage }}')]);
    await using server = await startScriptedModel({ script: filled, validate: 'off' });
    const heard = await stream(clientOf(protocol, server), callOptions([user('To be said.')]));
    expect(textsOf(heard)).toBe('To be said.');
  });
});
