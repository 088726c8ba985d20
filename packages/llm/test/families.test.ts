import type { ModelDelta, ModelMessage } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { turn } from '../src/scripted/index.ts';
import { FAMILIES, request, scene, soon, user } from './support/families.ts';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe.each(FAMILIES)('$protocol', (family) => {
  it('streams text and gives it back whole, with usage', async () => {
    const said = 'Grüße, 世界! '.repeat(40);
    const usage = { input: 1200, output: 50, cacheRead: 1000 };
    const delivery = { oddBorders: true, comments: true, chunk: 7 };
    await using world = await scene(family, [turn.text(said, { usage, delivery })]);
    const deltas: ModelDelta[] = [];
    const response = await world.model.complete(request(), {
      signal: soon(),
      onDelta: (delta) => deltas.push(delta),
    });
    expect(response.content).toEqual([{ type: 'text', text: said }]);
    expect(deltas.map((delta) => (delta.type === 'text' ? delta.text : '')).join('')).toBe(said);
    expect(deltas.length).toBeGreaterThan(10);
    expect(response.usage).toMatchObject({ input: 1200, output: 50, cacheRead: 1000 });
    expect(response.finishReason).toBe('stop');
    expect(response.model).toBe(family.model);
    expect(response.firstTokenSeconds).toBeLessThanOrEqual(response.latencySeconds);
  });

  it('gives calls in order with their raw arguments, and takes their results back', async () => {
    const calls = [
      { name: 'execute_bash', arguments: { command: 'ls -la "a b"' } },
      { name: 'execute_bash', arguments: { command: 'pwd' } },
    ];
    await using world = await scene(family, [turn.calls(calls, { text: 'Two things.' }), turn.text('Done.')]);
    const deltas: ModelDelta[] = [];
    const first = await world.model.complete(request(), {
      signal: soon(),
      onDelta: (delta) => deltas.push(delta),
    });
    const made = first.content.filter((part) => part.type === 'tool-call');
    expect(made.map((call) => JSON.parse(call.arguments))).toEqual(calls.map((call) => call.arguments));
    expect(new Set(made.map((call) => call.toolCallId)).size).toBe(2);
    expect(first.finishReason).toBe('tool-calls');
    expect(deltas.some((delta) => delta.type === 'tool-call' && delta.toolName === 'execute_bash')).toBe(
      true,
    );

    const results: ModelMessage[] = made.map((call, index) => ({
      role: 'tool',
      toolCallId: call.toolCallId,
      toolName: call.toolName,
      content: [{ type: 'text', text: `result ${index}` }],
      isError: index === 1,
    }));
    const messages = [user('Do it.'), { role: 'assistant' as const, content: first.content }, ...results];
    const second = await world.model.complete(request(messages), { signal: soon() });
    expect(second.content).toEqual([{ type: 'text', text: 'Done.' }]);
    expect(second.id).not.toBe(first.id);
    expect(world.server.requests.flatMap((each) => each.problems)).toEqual([]);
  });

  it('sends reasoning back as the provider wants it', async () => {
    const reasoning = {
      text: 'First I look.',
      signature: Buffer.from('signed by the provider').toString('base64'),
    };
    const turns = [turn.call('execute_bash', { command: 'ls' }, { reasoning }), turn.text('Done.')];
    await using world = await scene(family, turns, { reasoningEffort: 'medium' });
    const first = await world.model.complete(request(), { signal: soon() });
    const call = first.content.find((part) => part.type === 'tool-call');
    const messages: ModelMessage[] = [
      user('Do it.'),
      // Stored and read back in between, as a resumed conversation does.
      JSON.parse(JSON.stringify({ role: 'assistant', content: first.content })),
      {
        role: 'tool',
        toolCallId: call!.toolCallId,
        toolName: 'execute_bash',
        content: [{ type: 'text', text: 'a' }],
      },
    ];
    await world.model.complete(request(messages), { signal: soon() });
    expect(world.server.requests.flatMap((each) => each.problems)).toEqual([]);
    if (family.protocol !== 'openai-chat')
      expect(world.server.requests[1]!.text).toContain(reasoning.signature);
  });

  it('shows images to a model that sees, also in the results of tools', async () => {
    await using world = await scene(family, [turn.call('execute_bash'), turn.text('A dot.')]);
    const image = { type: 'image' as const, url: `data:image/png;base64,${PIXEL}` };
    const asked: ModelMessage = { role: 'user', content: [{ type: 'text', text: 'What is this?' }, image] };
    const first = await world.model.complete(request([asked]), { signal: soon() });
    const call = first.content.find((part) => part.type === 'tool-call');
    const result: ModelMessage = {
      role: 'tool',
      toolCallId: call!.toolCallId,
      toolName: 'execute_bash',
      content: [{ type: 'text', text: 'See:' }, image],
    };
    await world.model.complete(request([asked, { role: 'assistant', content: first.content }, result]), {
      signal: soon(),
    });
    expect(world.server.requests[0]!.text.split(PIXEL)).toHaveLength(2);
    expect(world.server.requests[1]!.text.split(PIXEL)).toHaveLength(3);
    expect(world.server.requests.flatMap((each) => each.problems)).toEqual([]);
  });

  it('tells a model without eyes that an image was there', async () => {
    await using world = await scene(family, [turn.text('Nothing to see.')], {
      capabilities: { vision: false },
    });
    const asked: ModelMessage = {
      role: 'user',
      content: [{ type: 'image', url: `data:image/png;base64,${PIXEL}` }],
    };
    await world.model.complete(request([asked]), { signal: soon() });
    expect(world.server.requests[0]!.text).not.toContain(PIXEL);
    expect(world.server.requests[0]!.text).toContain('cannot see images');
  });

  it('hands malformed arguments over as they are, and can send them back', async () => {
    const broken = '{"command": "ls';
    const turns = [turn.calls([{ name: 'execute_bash', rawArguments: broken }]), turn.text('Sorry.')];
    await using world = await scene(family, turns);
    const asked = world.model.complete(request(), { signal: soon() });
    if (family.protocol === 'gemini') {
      // Arguments are an object on its wire; what is none, Gemini itself reports as a malformed call.
      await expect(asked).rejects.toMatchObject({ code: 'model_bad_response' });
      expect(world.clock.waits[0]).toBe(0);
      return;
    }
    const first = await asked;
    const call = first.content.find((part) => part.type === 'tool-call');
    expect(call?.arguments).toBe(broken);
    const result: ModelMessage = {
      role: 'tool',
      toolCallId: call!.toolCallId,
      toolName: 'execute_bash',
      content: [{ type: 'text', text: 'The arguments are not JSON.' }],
      isError: true,
    };
    const messages = [user('Do it.'), { role: 'assistant' as const, content: first.content }, result];
    const second = await world.model.complete(request(messages), { signal: soon() });
    expect(second.content).toEqual([{ type: 'text', text: 'Sorry.' }]);
    expect(world.server.requests.flatMap((each) => each.problems)).toEqual([]);
  });

  it('passes the settings of sampling on', async () => {
    const settings = { maxOutputTokens: 321, temperature: 0.25, topP: 0.5 };
    await using world = await scene(family, [turn.text('ok')], settings);
    await world.model.complete(request(undefined, { temperature: 0.75 }), { signal: soon() });
    const { text } = world.server.requests[0]!;
    expect(text).toContain('321');
    // Reasoning models of OpenAI refuse both.
    if (family.protocol !== 'openai-responses') expect(text).toContain('0.75');
    expect(text).not.toContain('0.25');
  });

  it('leaves out a system message that comes late only where it has to, never its text', async () => {
    await using world = await scene(family, [turn.text('ok')]);
    const messages: ModelMessage[] = [
      user('Do it.'),
      { role: 'system', content: 'Remember the milk.' },
      user('Go on.'),
    ];
    await world.model.complete(request(messages), { signal: soon() });
    expect(world.server.requests[0]!.text).toContain('Remember the milk.');
  });
});
