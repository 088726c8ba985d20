import { expect, it } from 'vitest';
import { knownModels } from './known-models.ts';
import { parseModelName } from './model-name.ts';

it('lists models that can be named in settings, each once, in order', async () => {
  const models = await knownModels();
  expect(models).toEqual([...new Set(models)].toSorted());
  for (const name of models) expect(parseModelName(name).modelName).not.toBe('');
  expect(models).toEqual(
    expect.arrayContaining(['anthropic/claude-sonnet-4-5', 'openai/gpt-5', 'google/gemini-2.5-pro']),
  );
});

it('leaves out what cannot do the work', async () => {
  const models = await knownModels();
  expect(models.filter((name) => /embedding|tts|whisper|google\/claude/.test(name))).toEqual([]);
});
