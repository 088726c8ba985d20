import { createModel } from '@capstan/llm';
import { script, startScriptedModel, turn, type ScriptedModel } from '@capstan/llm/scripted';
import type { Model } from '@capstan/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerText, completeAside } from './side-completion.ts';

const messages = [{ role: 'user' as const, content: 'What is it called?' }];

let server: ScriptedModel;
let model: Model;
beforeEach(async () => {
  server = await startScriptedModel({
    script: script([
      turn.when({ model: 'silent' }, turn.fault('hang', { times: 'always' })),
      turn.text('A name.'),
    ]),
  });
});
afterEach(() => server.close());

async function open(name: string): Promise<void> {
  const baseUrl = server.baseUrls['openai-chat'];
  model = await createModel({ model: `openai-compatible/${name}`, env: {}, apiKey: 'none', baseUrl });
}

it('is the answer of the model', async () => {
  await open('ready');
  expect(answerText(await completeAside(model, messages))).toBe('A name.');
});

it('has a bound, and who waits is told of it', async () => {
  await open('silent');
  await expect(completeAside(model, messages, { timeoutSeconds: 0.2 })).rejects.toMatchObject({
    code: 'model_timeout',
  });
});

it('ends with whoever asks', async () => {
  await open('silent');
  const asking = new AbortController();
  const asked = completeAside(model, messages, { signal: asking.signal });
  await server.waitForRequest(1, { signal: AbortSignal.timeout(5_000) });
  asking.abort();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
});
