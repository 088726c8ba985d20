import type { Problem, PromptMessage } from '../prompt/prompt.ts';
import type { IssuedReasoning } from '../wire/issued-reasoning.ts';

/**
 * The signature of a thought stands on the first call of its turn and must come back there. Stricter
 * than Gemini, which takes a stand-in that switches its check off: here it would hide a lost signature.
 */
export function signatureProblems(messages: readonly PromptMessage[], issued: IssuedReasoning): Problem[] {
  return messages.flatMap((message, position): Problem[] => {
    const call = message.parts.find((part) => part.type === 'tool-call');
    const required = call === undefined ? [] : issued.requiredWith(call.id);
    if (call === undefined || required.length === 0) return [];
    if (required.some(({ signature }) => signature === call.signature)) return [];
    return [
      call.signature === undefined
        ? {
            message:
              'Function call is missing a thought_signature in functionCall parts. This is required for ' +
              'tools to work correctly, and missing thought_signature may lead to degraded model ' +
              `performance. Additional data, function call \`default_api:${call.name}\` , ` +
              `position ${position + 1}. Please refer to ` +
              'https://ai.google.dev/gemini-api/docs/thought-signatures for more details.',
          }
        : { message: 'Corrupted thought signature.' },
    ];
  });
}
