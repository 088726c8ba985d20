import type { ModelMessage, ModelRequest } from '@capstan/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chosenMarks } from '../cache-marks.ts';
import { ChatRequestWriter, type ChatRequestOptions } from './chat-request.ts';
import { messageJson } from './message-json.ts';

const OPTIONS: ChatRequestOptions = {
  modelName: 'm',
  vision: true,
  dialect: {
    maxTokensField: 'max_tokens',
    streamOptions: false,
    seedField: 'seed',
    requiredToolChoice: 'required',
    reasoningReplay: 'reasoning_content',
    cacheMarks: true,
    toolCallId: (id) => id,
    reasoning: () => ({}),
    rejectsSampling: () => false,
    extraBody: {},
  },
};

/** The request written at once: each message in its place, the images of tool results behind the last of them. */
function plain({ messages }: ModelRequest): string {
  const marks = chosenMarks(messages);
  const texts = messages.map((message) => messageJson(message, marks.has(message), OPTIONS));
  const placed = messages.flatMap((message, index) => {
    const json = texts[index]?.json ?? '';
    if (message.role !== 'tool' || messages[index + 1]?.role === 'tool') return [json];
    const first = messages.findLastIndex((each, at) => at < index && each.role !== 'tool') + 1;
    return [json, ...texts.slice(first, index + 1).flatMap(({ after }) => after ?? [])];
  });
  const parsed: unknown[] = placed.map((json) => JSON.parse(json));
  return JSON.stringify({ model: 'm', stream: true, messages: parsed });
}

const sent = (chunks: readonly Uint8Array[]): Buffer => Buffer.concat(chunks);

/** Half surrogates, several bytes a character, and long enough that the kept buffer must grow and shrink. */
const text = fc
  .tuple(fc.string({ unit: fc.constantFrom('a', '"', '\n', 'é', '€', '🦉', '\ud800') }), fc.nat(300))
  .map(([piece, times]) => piece.repeat(times));
const part = fc.oneof(
  { weight: 3, arbitrary: text.map((each) => ({ type: 'text' as const, text: each })) },
  { weight: 1, arbitrary: text.map((each) => ({ type: 'image' as const, url: `data:;base64,${each}` })) },
);
const content = fc.array(part, { minLength: 1, maxLength: 3 });
const cache = fc.boolean();
const message: fc.Arbitrary<ModelMessage> = fc.oneof(
  fc.record({ role: fc.constant('system' as const), content: text, cache }),
  fc.record({ role: fc.constant('user' as const), content, cache }),
  text.map((each) => ({ role: 'assistant' as const, content: [{ type: 'text' as const, text: each }] })),
  ...[1, 2].map(() =>
    fc.record({
      role: fc.constant('tool' as const),
      toolCallId: fc.string(),
      toolName: fc.string(),
      content,
      cache,
    }),
  ),
);

type Change = (messages: readonly ModelMessage[]) => readonly ModelMessage[];
const at = (place: number, { length }: readonly ModelMessage[]): number => Math.floor(place * length);
const place = fc.double({ min: 0, max: 0.999, noNaN: true });
const added = fc.array(message, { maxLength: 6 });
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: added.map((more): Change => (all) => [...all, ...more]),
  },
  place.map(
    (from): Change =>
      (all) =>
        all.slice(0, at(from, all)),
  ),
  place.map(
    (from): Change =>
      (all) =>
        all.slice(at(from, all)),
  ),
  fc.tuple(place, message).map(
    ([where, other]): Change =>
      (all) =>
        all.with(at(where, all), other),
  ),
  place.map(
    (where): Change =>
      (all) =>
        all.toSpliced(at(where, all), 1),
  ),
  place.map((where): Change => (all) => {
    const found = all[at(where, all)];
    if (found === undefined || found.role === 'assistant') return all;
    return all.with(at(where, all), { ...found, cache: found.cache !== true });
  }),
  fc.tuple(place, added).map(
    ([where, more]): Change =>
      (all) =>
        all.toSpliced(at(where, all), 0, ...more),
  ),
);

it('writes what writing all messages at once gives, however the list came about', () => {
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1 }),
      fc.array(change, { maxLength: 15 }),
      (first, changes) => {
        const writer = new ChatRequestWriter(OPTIONS);
        const written: { chunks: Uint8Array[]; expected: string }[] = [];
        let messages: readonly ModelMessage[] = first;
        for (const step of [(all: readonly ModelMessage[]) => all, ...changes]) {
          messages = messages.length === 0 ? first : step(messages);
          const request = { messages, tools: [] };
          const chunks = writer.write(request);
          const expected = plain(request);
          expect(sent(chunks).equals(Buffer.from(expected))).toBe(true);
          written.push({ chunks, expected });
        }
        // Requests that are still on their way are not touched by those that follow.
        for (const { chunks, expected } of written) expect(sent(chunks).toString()).toBe(expected);
      },
    ),
    { numRuns: 100 },
  );
});

it('does not copy the messages that were sent before', () => {
  const writer = new ChatRequestWriter(OPTIONS);
  const messages: ModelMessage[] = ['one', 'two', 'three'].map((each) => ({
    role: 'user',
    content: [{ type: 'text', text: each }],
  }));
  const first = writer.write({ messages: messages.slice(0, 2), tools: [] });
  const second = writer.write({ messages, tools: [] });
  expect(second[1]?.buffer).toBe(first[1]?.buffer);
  expect(second[1]?.byteOffset).toBe(first[1]?.byteOffset);
});
