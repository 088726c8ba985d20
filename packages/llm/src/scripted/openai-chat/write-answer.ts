import type { TokenUsage } from '@capstan/protocol';

import type { Answer, AnswerFinish } from '../answer/answer.ts';
import { chunkText } from '../answer/chunk-text.ts';
import { dataEvent } from '../wire/server-sent-event.ts';
import type { Frame, RequestFacts } from '../wire/wire-protocol.ts';

const FINISH: Record<AnswerFinish, string> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
};

export function writeBody(answer: Answer): string {
  const said = answer.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  const thought = answer.parts.find((part) => part.type === 'reasoning');
  const calls = answer.parts.flatMap((part) =>
    part.type === 'tool-call'
      ? [{ id: part.id, type: 'function', function: { name: part.name, arguments: part.arguments } }]
      : [],
  );
  const message = {
    role: 'assistant',
    content: said.length === 0 ? null : said.join(''),
    refusal: null,
    ...(thought === undefined ? {} : { reasoning_content: thought.text }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  return JSON.stringify({
    ...head(answer, 'chat.completion'),
    choices: answer.empty
      ? []
      : [{ index: 0, message, logprobs: null, finish_reason: FINISH[answer.finish] }],
    usage: writeUsage(answer.usage),
  });
}

export function writeFrames(answer: Answer, facts: RequestFacts, chunk: number): Frame[] {
  const common = {
    ...head(answer, 'chat.completion.chunk'),
    ...(facts.includeUsage ? { usage: null } : {}),
  };
  const event = (of: Frame['of'], delta: object, finish: string | null = null): Frame => ({
    of,
    text: dataEvent({ ...common, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }] }),
  });

  const frames: Frame[] = [];
  if (answer.empty) frames.push({ of: 'end', text: dataEvent({ ...common, choices: [] }) });
  else {
    frames.push(event('start', { role: 'assistant', content: '', refusal: null }));
    let calls = 0;
    for (const part of answer.parts) {
      if (part.type === 'tool-call') {
        const opening = { id: part.id, type: 'function', function: { name: part.name, arguments: '' } };
        frames.push(event('tool-call', { tool_calls: [{ index: calls, ...opening }] }));
        for (const text of chunkText(part.arguments, chunk)) {
          frames.push(event('tool-call', { tool_calls: [{ index: calls, function: { arguments: text } }] }));
        }
        calls += 1;
      } else {
        const field = part.type === 'text' ? 'content' : 'reasoning_content';
        for (const text of chunkText(part.text, chunk)) frames.push(event(part.type, { [field]: text }));
      }
    }
    frames.push(event('end', {}, FINISH[answer.finish]));
  }
  if (facts.includeUsage) {
    frames.push({ of: 'end', text: dataEvent({ ...common, choices: [], usage: writeUsage(answer.usage) }) });
  }
  frames.push({ of: 'end', text: 'data: [DONE]\n\n' });
  return frames;
}

const head = (answer: Answer, object: string) => ({
  id: `chatcmpl-${answer.id}`,
  object,
  created: answer.createdSeconds,
  model: answer.model,
  service_tier: 'default',
  system_fingerprint: 'fp_scripted',
});

const writeUsage = (usage: TokenUsage) => ({
  prompt_tokens: usage.input,
  completion_tokens: usage.output,
  total_tokens: usage.input + usage.output,
  prompt_tokens_details: {
    cached_tokens: usage.cacheRead,
    ...(usage.cacheWrite === 0 ? {} : { cache_write_tokens: usage.cacheWrite }),
  },
  completion_tokens_details: { reasoning_tokens: usage.reasoning },
});
