import type { JsonObject, JsonValue, TokenUsage } from '@capstan/protocol';

import type { Answer, AnswerPart } from '../answer/answer.ts';
import type { RequestFacts } from '../wire/wire-protocol.ts';

export type ResponseStatus = 'in_progress' | 'completed' | 'incomplete' | 'failed';

/** Why an answer is not complete; undefined when it is. */
export function incompleteReason(answer: Answer): string | undefined {
  if (answer.finish === 'length') return 'max_output_tokens';
  return answer.finish === 'content-filter' ? 'content_filter' : undefined;
}

/** A response as a whole, in one of its stages. */
export function responseObject(
  answer: Pick<Answer, 'id' | 'model' | 'createdSeconds'>,
  stage: {
    status: ResponseStatus;
    output: JsonValue[];
    usage?: TokenUsage;
    reason?: string;
    error?: JsonObject;
  },
): JsonObject {
  return {
    id: `resp_${answer.id}`,
    object: 'response',
    created_at: answer.createdSeconds,
    status: stage.status,
    background: false,
    error: stage.error ?? null,
    incomplete_details: stage.reason === undefined ? null : { reason: stage.reason },
    instructions: null,
    max_output_tokens: null,
    model: answer.model,
    output: stage.output,
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: stage.usage === undefined ? null : usageObject(stage.usage),
    metadata: {},
  };
}

/** One item of the output, complete. */
export function outputItem(part: AnswerPart, facts: RequestFacts): JsonObject {
  switch (part.type) {
    case 'reasoning':
      return {
        id: part.itemId,
        type: 'reasoning',
        summary: part.text === '' ? [] : [{ type: 'summary_text', text: part.text }],
        ...(facts.includeEncrypted ? { encrypted_content: part.signature } : {}),
      };
    case 'text':
      return {
        id: part.itemId,
        type: 'message',
        status: 'completed',
        role: 'assistant',
        content: [textContent(part.text)],
      };
    case 'tool-call':
      return {
        id: part.itemId,
        type: 'function_call',
        status: 'completed',
        call_id: part.id,
        name: part.name,
        arguments: part.arguments,
      };
  }
}

export const textContent = (text: string): JsonObject => ({
  type: 'output_text',
  text,
  annotations: [],
  logprobs: [],
});

const usageObject = (usage: TokenUsage): JsonObject => ({
  input_tokens: usage.input,
  input_tokens_details: {
    cached_tokens: usage.cacheRead,
    ...(usage.cacheWrite === 0 ? {} : { cache_write_tokens: usage.cacheWrite }),
  },
  output_tokens: usage.output,
  output_tokens_details: { reasoning_tokens: usage.reasoning },
  total_tokens: usage.input + usage.output,
});
