import type { ModelMessage } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { turn } from '../src/scripted/index.ts';
import { BASH, FAMILIES, scene, soon } from './support/families.ts';

const anthropic = FAMILIES[2];

/** A system prompt and five turns, all marked: six marks where four are allowed. */
const marked: ModelMessage[] = [
  { role: 'system', content: 'You are an agent.', cache: true },
  ...[1, 2, 3, 4, 5].map((number): ModelMessage => ({
    role: 'user',
    content: [{ type: 'text', text: `turn ${number}` }],
    cache: true,
  })),
];

it('marks the system prompt and the last three of too many', async () => {
  await using world = await scene(anthropic, [turn.text('ok')]);
  await world.model.complete({ messages: marked, tools: [BASH] }, { signal: soon() });
  const { text, problems } = world.server.requests[0]!;
  expect(problems).toEqual([]);
  expect(text.split('"cache_control"')).toHaveLength(5);
  const body = JSON.parse(text);
  expect(body.system[0].cache_control).toEqual({ type: 'ephemeral' });
  const texts = body.messages.flatMap((message: { content: object[] }) => message.content);
  const kept = texts
    .filter((part: object) => 'cache_control' in part)
    .map((part: { text: string }) => part.text);
  expect(kept).toEqual(['turn 3', 'turn 4', 'turn 5']);
});

it('sends no marks when caching is switched off', async () => {
  await using world = await scene(anthropic, [turn.text('ok')], { promptCache: false });
  await world.model.complete({ messages: marked, tools: [] }, { signal: soon() });
  expect(world.server.requests[0]!.text).not.toContain('cache_control');
});

it('says what was read from the cache and what was written to it', async () => {
  const usage = { input: 3000, output: 10, cacheRead: 2000, cacheWrite: 500 };
  await using world = await scene(anthropic, [turn.text('ok', { usage })]);
  const response = await world.model.complete({ messages: marked, tools: [] }, { signal: soon() });
  expect(response.usage).toMatchObject(usage);
});
