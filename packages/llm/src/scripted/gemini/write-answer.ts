import type { JsonObject, TokenUsage } from '@capstan/protocol';

import { type Answer, type AnswerFinish, argumentsObject } from '../answer/answer.ts';
import { chunkText } from '../answer/chunk-text.ts';
import { dataEvent } from '../wire/server-sent-event.ts';
import type { Frame, RequestFacts } from '../wire/wire-protocol.ts';

const FINISH: Record<AnswerFinish, string> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  'tool-calls': 'STOP',
  'content-filter': 'SAFETY',
};

export function writeBody(answer: Answer): string {
  const pieces = cut(answer, 0);
  return JSON.stringify({
    ...(answer.empty
      ? {}
      : {
          candidates: [
            candidate(
              pieces.map(({ part }) => part),
              ending(answer),
            ),
          ],
        }),
    ...tail(answer),
  });
}

export function writeFrames(answer: Answer, _facts: RequestFacts, chunk: number): Frame[] {
  if (answer.empty) return [{ of: 'end', text: dataEvent(tail(answer)) }];
  return [
    ...cut(answer, chunk).map(({ of, part }) => ({
      of,
      text: dataEvent({ candidates: [candidate([part])], ...tail(answer) }),
    })),
    {
      of: 'end',
      text: dataEvent({ candidates: [candidate([{ text: '' }], ending(answer))], ...tail(answer) }),
    },
  ];
}

interface Piece {
  of: Frame['of'];
  part: JsonObject;
}

/** The parts of the answer; a call is never cut, and broken ones are left out. */
function cut(answer: Answer, chunk: number): Piece[] {
  const thought = answer.parts.find((part) => part.type === 'reasoning');
  const called = answer.parts.some((part) => part.type === 'tool-call');
  let unsent = thought === undefined ? undefined : { thoughtSignature: thought.signature };
  return answer.parts.flatMap((part): Piece[] => {
    switch (part.type) {
      case 'reasoning':
        return chunkText(part.text, chunk).map((text) => ({ of: part.type, part: { text, thought: true } }));
      case 'text': {
        const texts = chunkText(part.text, chunk);
        return texts.map((text, index) => {
          // Without a call the signature stands on the last text.
          const signed = !called && index === texts.length - 1 ? unsent : undefined;
          return { of: part.type, part: { text, ...signed } };
        });
      }
      case 'tool-call': {
        const args = argumentsObject(part);
        if (args === undefined) return [];
        const functionCall = { id: part.id, name: part.name, args };
        const piece: Piece = { of: part.type, part: { functionCall, ...unsent } };
        unsent = undefined;
        return [piece];
      }
    }
  });
}

const candidate = (parts: JsonObject[], end: JsonObject = {}): JsonObject => ({
  content: { role: 'model', parts },
  ...end,
  index: 0,
});

/** Gemini does not hand out a call that it cannot parse: it ends with a reason of its own. */
function ending(answer: Answer): JsonObject {
  const broken = answer.parts.find(
    (part) => part.type === 'tool-call' && argumentsObject(part) === undefined,
  );
  if (broken?.type !== 'tool-call') return { finishReason: FINISH[answer.finish] };
  return {
    finishReason: 'MALFORMED_FUNCTION_CALL',
    finishMessage: `Malformed function call: ${broken.name}(${broken.arguments})`,
  };
}

const tail = (answer: Answer): JsonObject => ({
  usageMetadata: usageMetadata(answer.usage),
  modelVersion: answer.model,
  responseId: answer.id,
});

const usageMetadata = (usage: TokenUsage): JsonObject => ({
  promptTokenCount: usage.input,
  candidatesTokenCount: Math.max(0, usage.output - usage.reasoning),
  totalTokenCount: usage.input + usage.output,
  ...(usage.cacheRead === 0 ? {} : { cachedContentTokenCount: usage.cacheRead }),
  ...(usage.reasoning === 0 ? {} : { thoughtsTokenCount: usage.reasoning }),
  promptTokensDetails: [{ modality: 'TEXT', tokenCount: usage.input }],
});
