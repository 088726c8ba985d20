import { bearerToken, headerValue } from '../wire/bearer.ts';
import { openaiError, openaiFailure } from '../wire/openai-failure.ts';
import { peekModel, peekTrue } from '../wire/peek.ts';
import { namedEvent } from '../wire/server-sent-event.ts';
import type { Failure, WireProtocol } from '../wire/wire-protocol.ts';
import { readRequest } from './read-request.ts';
import { writeBody, writeFrames } from './write-answer.ts';

/** OpenAI's responses. */
export const openaiResponses: WireProtocol = {
  name: 'openai-responses',
  callPrefix: 'call_',
  route: (url) => (url.pathname.endsWith('/responses') ? { url } : undefined),
  credential: (headers) => bearerToken(headers) ?? headerValue(headers, 'api-key'),
  peek: (raw, route) => ({
    facts: {
      model: peekModel(raw) ?? route.model ?? '',
      stream: peekTrue(raw, 'stream'),
      includeUsage: true,
      includeEncrypted: raw.includes('"reasoning.encrypted_content"'),
    },
    countAssistantTurns: () => countTurns(raw),
  }),
  read: readRequest,
  body: writeBody,
  frames: writeFrames,
  failure: (failure) => openaiFailure(worded(failure)),
  failureFrame: (failure) => {
    const { message, code, param } = openaiError(worded(failure));
    return namedEvent({ type: 'error', sequence_number: 0, code, message, param });
  },
};

function worded(failure: Failure): Failure {
  if (failure.kind !== 'context-overflow') return failure;
  const message =
    'Your input exceeds the context window of this model. Please adjust your input and try again.';
  return { param: 'input', ...failure, message: failure.message ?? message };
}

/** Items of the model that follow each other are one answer of it. */
function countTurns(raw: string): number {
  const marks =
    /"(?:type|role)"\s*:\s*"(assistant|function_call|reasoning|item_reference|user|function_call_output)"/g;
  let turns = 0;
  let speaking = false;
  for (const [, mark] of raw.matchAll(marks)) {
    const speaks = mark !== 'user' && mark !== 'function_call_output';
    if (speaks && !speaking) turns += 1;
    speaking = speaks;
  }
  return turns;
}
