import { describe, expect, test } from 'vitest';

import { script, turn } from './script/script-builder.ts';
import { startScriptedModel } from './server/scripted-model.ts';
import {
  assistant,
  callOptions,
  clientOf,
  type Heard,
  results,
  type Said,
  stream,
  textsOf,
  user,
} from '../../test/scripted/client.ts';

const SIGNATURE = Buffer.from('a signature').toString('base64');
const reasoning = { text: 'Which files?', signature: SIGNATURE };
const SCRIPT = script([
  turn.call('execute_bash', { command: 'ls' }, { reasoning }),
  turn.call('execute_bash', { command: 'pwd' }),
  turn.text('Done.'),
]);

type Client = 'openai-responses' | 'anthropic' | 'gemini';

/** Runs two steps, the first answer changed by `alter` before it is sent back; gives the problems found. */
async function problemsWhen(client: Client, alter: (said: Said[]) => Said[]): Promise<string[]> {
  await using server = await startScriptedModel({ script: SCRIPT, strict: false });
  const model = clientOf(client, server);
  const one = await stream(model, callOptions([user('hi')]));
  const history = [user('hi'), assistant(alter(one.said)), results(one.said, 'a.txt')];
  await stream(model, callOptions(history));
  return server.requests.flatMap((request) => request.problems.map((problem) => problem.message));
}

const without = (said: Said[]): Said[] =>
  said.filter((part) => part.type !== 'reasoning').map((part) => ({ ...part, metadata: undefined }));

/** Changes the reasoning's text, or the part of the metadata that holds the signature. */
const forged = (said: Said[]): Said[] =>
  JSON.parse(JSON.stringify(said).replaceAll(SIGNATURE, Buffer.from('forged').toString('base64')));
const reworded = (said: Said[]): Said[] =>
  said.map((part) => (part.type === 'reasoning' ? { ...part, text: 'Other words.' } : part));

describe('reasoning that came with a tool call', () => {
  test.each(['openai-responses', 'anthropic', 'gemini'] as const)(
    '%s accepts it unchanged',
    async (client) => {
      expect(await problemsWhen(client, (said) => said)).toEqual([]);
    },
  );

  test.each([
    ['openai-responses', /provided without its required 'reasoning' item/],
    ['anthropic', /Expected `thinking` or `redacted_thinking`, but found `tool_use`/],
    ['gemini', /missing a thought_signature/],
  ] as const)('%s refuses its absence', async (client, words) => {
    expect(await problemsWhen(client, without)).toEqual([expect.stringMatching(words)]);
  });

  test.each([
    ['openai-responses', /could not be verified/],
    ['anthropic', /Invalid `signature` in `thinking` block/],
    ['gemini', /thought signature/],
  ] as const)('%s refuses a forged signature', async (client, words) => {
    expect(await problemsWhen(client, forged)).toEqual([expect.stringMatching(words)]);
  });

  test('anthropic refuses other words under the same signature', async () => {
    expect(await problemsWhen('anthropic', reworded)).toEqual([expect.stringMatching(/cannot be modified/)]);
  });

  test('anthropic lets thinking go once the user has spoken again', async () => {
    await using server = await startScriptedModel({ script: SCRIPT });
    const model = clientOf('anthropic', server);
    const one = await stream(model, callOptions([user('hi')]));
    const history = [user('hi'), assistant(without(one.said)), results(one.said, 'a.txt'), user('Go on.')];
    // The results and the words of the user become one message; only then a message of the user alone.
    const two = await stream(
      model,
      callOptions([...history, assistant([{ type: 'text', text: 'Yes.' }]), user('x')]),
    );
    expect(textsOf(two)).toBe('Done.');
  });

  test('anthropic takes redacted thinking back', async () => {
    const redacted = turn.call('execute_bash', {}, { reasoning: { signature: SIGNATURE, redacted: true } });
    await using server = await startScriptedModel({ script: script([redacted, turn.text('Done.')]) });
    const model = clientOf('anthropic', server);
    const one = await stream(model, callOptions([user('hi')]));
    const two = await stream(model, callOptions([user('hi'), assistant(one.said), results(one.said, '')]));
    expect(textsOf(two)).toBe('Done.');
  });

  test('openai-responses takes references where it stores items', async () => {
    await using server = await startScriptedModel({ script: SCRIPT });
    const model = clientOf('openai-responses', server, 'o4-mini');
    const stored = (prompt: Parameters<typeof callOptions>[0]) =>
      callOptions(prompt, { providerOptions: { openai: { store: true } } });
    const one = await stream(model, stored([user('hi')]));
    const history = [user('hi'), assistant(one.said), results(one.said, 'a.txt')];
    const two: Heard = await stream(model, stored(history));
    expect(two.errors).toEqual([]);
    expect(server.requests[1]?.text).toContain('item_reference');
    expect(server.requests.flatMap((request) => request.problems)).toEqual([]);
  });
});
