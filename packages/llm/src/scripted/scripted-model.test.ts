import type { JsonObject } from '@capstan/protocol';
import { describe, expect, test } from 'vitest';

import { script, turn } from './script/script-builder.ts';
import { startScriptedModel } from './server/scripted-model.ts';
import {
  ASKING,
  assistant,
  callOptions,
  callsOf,
  CLIENTS,
  clientOf,
  results,
  textsOf,
  user,
} from '../../test/scripted/client.ts';

const USAGE = { input: 1200, output: 90, cacheRead: 1000, cacheWrite: 0, reasoning: 50 };

describe.each(CLIENTS)('answers read by the %s client', (client) => {
  const reasons = client !== 'openai-chat';

  describe.each(['stream', 'generate'] as const)('%s', (way) => {
    test('text, with characters of every width', async () => {
      const text = 'Grüße, 世界 👩‍👩‍👧 — done.\n'.repeat(10);
      await using server = await startScriptedModel({ script: script([turn.text(text, { usage: USAGE })]) });

      const heard = await ASKING[way](clientOf(client, server), callOptions([user('hi')]));

      expect(textsOf(heard)).toBe(text);
      expect(heard.finish?.unified).toBe('stop');
      expect(server.requests).toHaveLength(1);
      expect(server.requests[0]?.problems).toEqual([]);
    });

    test('reasoning, text and two calls, and usage with cached tokens', async () => {
      const calls: { name: string; arguments: JsonObject }[] = [
        { name: 'execute_bash', arguments: { command: 'ls -la "a b"' } },
        { name: 'execute_bash', arguments: { command: 'pwd', nested: { list: [1, null, 'ü'] } } },
      ];
      const answer = turn.calls(calls, { text: 'I look.', reasoning: 'Which files?', usage: USAGE });
      await using server = await startScriptedModel({ script: script([answer]) });

      const heard = await ASKING[way](clientOf(client, server), callOptions([user('hi')]));

      expect(textsOf(heard)).toBe('I look.');
      if (reasons) expect(textsOf(heard, 'reasoning')).toBe('Which files?');
      expect(callsOf(heard)).toEqual(
        calls.map((call) => ({ name: call.name, input: JSON.stringify(call.arguments) })),
      );
      expect(heard.finish?.unified).toBe('tool-calls');
      expect(heard.usage?.inputTokens).toMatchObject({ total: 1200, cacheRead: 1000, noCache: 200 });
      expect(heard.usage?.outputTokens).toMatchObject({ total: 90, reasoning: 50 });
    });

    test('the next turn, when calls, results and reasoning are sent back', async () => {
      const first = turn.call('execute_bash', { command: 'ls' }, { reasoning: 'Which files?' });
      await using server = await startScriptedModel({
        script: script([first, turn.text('{{ toolResult }}!')]),
      });
      const model = clientOf(client, server);

      const one = await ASKING[way](model, callOptions([user('hi')]));
      const history = [user('hi'), assistant(one.said), results(one.said, 'a.txt')];
      const two = await ASKING[way](model, callOptions(history));

      expect(textsOf(two)).toBe('a.txt!');
      expect(server.requests.flatMap((request) => request.problems)).toEqual([]);
    });

    test.each([
      ['length', 'length'],
      ['content-filter', 'content-filter'],
    ] as const)('finish reason %s', async (finishReason, unified) => {
      await using server = await startScriptedModel({
        script: script([turn.text('Half', { finishReason })]),
      });

      const heard = await ASKING[way](clientOf(client, server), callOptions([user('hi')]));

      expect(heard.finish?.unified).toBe(unified);
    });

    test('text in 1 to 7 bytes a piece, with comments between events', async () => {
      const text = 'Grüße, 世界 👩‍👩‍👧.';
      const delivery = { chunk: 3, oddBorders: true, comments: way === 'stream' };
      await using server = await startScriptedModel({ script: script([turn.text(text, { delivery })]) });

      const heard = await ASKING[way](clientOf(client, server), callOptions([user('hi')]));

      expect(textsOf(heard)).toBe(text);
      expect(heard.errors).toEqual([]);
    });
  });

  test('broken arguments arrive as they are in a stream', async () => {
    const answer = turn.calls([{ name: 'execute_bash', rawArguments: '{"command": "ls' }]);
    await using server = await startScriptedModel({ script: script([answer]) });

    const heard = await ASKING.stream(clientOf(client, server), callOptions([user('hi')]));

    if (client === 'gemini')
      expect(heard.finish).toEqual({ unified: 'error', raw: 'MALFORMED_FUNCTION_CALL' });
    else expect(callsOf(heard)).toEqual([{ name: 'execute_bash', input: '{"command": "ls' }]);
  });
});
