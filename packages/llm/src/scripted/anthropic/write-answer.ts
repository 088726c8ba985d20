import type { JsonObject, TokenUsage } from '@capstan/protocol';

import { type Answer, type AnswerFinish, type AnswerPart, argumentsObject } from '../answer/answer.ts';
import { chunkText } from '../answer/chunk-text.ts';
import { namedEvent } from '../wire/server-sent-event.ts';
import type { Frame, RequestFacts } from '../wire/wire-protocol.ts';

const STOP_REASON: Record<AnswerFinish, string> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
};

export const writeBody = (answer: Answer): string =>
  JSON.stringify({
    ...head(answer),
    content: answer.parts.map(wholeBlock),
    stop_reason: STOP_REASON[answer.finish],
    stop_sequence: null,
    usage: { ...inputUsage(answer.usage), ...outputUsage(answer.usage) },
  });

export function writeFrames(answer: Answer, _facts: RequestFacts, chunk: number): Frame[] {
  const start = {
    ...head(answer),
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...inputUsage(answer.usage), output_tokens: 1 },
  };
  const frames: Frame[] = [
    { of: 'start', text: namedEvent({ type: 'message_start', message: start }) },
    { of: 'start', text: namedEvent({ type: 'ping' }) },
  ];
  for (const [index, part] of answer.parts.entries()) {
    const send = (type: string, fields: JsonObject): void => {
      frames.push({ of: part.type, text: namedEvent({ type, index, ...fields }) });
    };
    send('content_block_start', { content_block: openingBlock(part) });
    for (const delta of deltas(part, chunk)) send('content_block_delta', { delta });
    send('content_block_stop', {});
  }
  const delta = { stop_reason: STOP_REASON[answer.finish], stop_sequence: null };
  frames.push(
    { of: 'end', text: namedEvent({ type: 'message_delta', delta, usage: outputUsage(answer.usage) }) },
    { of: 'end', text: namedEvent({ type: 'message_stop' }) },
  );
  return frames;
}

const head = (answer: Answer) => ({
  id: `msg_${answer.id}`,
  type: 'message',
  role: 'assistant',
  model: answer.model,
});

function wholeBlock(part: AnswerPart): JsonObject {
  switch (part.type) {
    case 'reasoning':
      return part.redacted
        ? openingBlock(part)
        : { type: 'thinking', thinking: part.text, signature: part.signature };
    case 'text':
      return { type: 'text', text: part.text };
    case 'tool-call': {
      // Outside of a stream the input is an object, so broken JSON can only be wrapped into one.
      const input = argumentsObject(part) ?? { INVALID_JSON: part.arguments };
      return { type: 'tool_use', id: part.id, name: part.name, input };
    }
  }
}

function openingBlock(part: AnswerPart): JsonObject {
  switch (part.type) {
    case 'reasoning':
      return part.redacted
        ? { type: 'redacted_thinking', data: part.signature }
        : { type: 'thinking', thinking: '', signature: '' };
    case 'text':
      return { type: 'text', text: '' };
    case 'tool-call':
      return { type: 'tool_use', id: part.id, name: part.name, input: {} };
  }
}

function deltas(part: AnswerPart, chunk: number): JsonObject[] {
  switch (part.type) {
    case 'reasoning':
      if (part.redacted) return [];
      return [
        ...chunkText(part.text, chunk).map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: part.signature },
      ];
    case 'text':
      return chunkText(part.text, chunk).map((text) => ({ type: 'text_delta', text }));
    case 'tool-call':
      return ['', ...chunkText(part.arguments, chunk)].map((piece) => ({
        type: 'input_json_delta',
        partial_json: piece,
      }));
  }
}

/** Anthropic counts cached tokens apart from the others. */
const inputUsage = (usage: TokenUsage) => ({
  input_tokens: Math.max(0, usage.input - usage.cacheRead - usage.cacheWrite),
  cache_creation_input_tokens: usage.cacheWrite,
  cache_read_input_tokens: usage.cacheRead,
});

const outputUsage = (usage: TokenUsage) => ({
  output_tokens: usage.output,
  ...(usage.reasoning === 0 ? {} : { output_tokens_details: { thinking_tokens: usage.reasoning } }),
});
