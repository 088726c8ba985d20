import type { Problem, PromptMessage } from '../prompt/prompt.ts';
import type { IssuedReasoning } from '../wire/issued-reasoning.ts';

/**
 * Reasoning that came with a function call must stand before it when the call is sent back: as the item
 * with its encrypted content, or as a reference where the server stores items.
 */
export function reasoningProblems(
  messages: readonly PromptMessage[],
  issued: IssuedReasoning,
  stored: boolean,
): Problem[] {
  return messages.flatMap((message) => {
    if (message.role !== 'assistant') return [];
    const sent = message.parts.filter((part) => part.type === 'reasoning');
    for (const part of message.parts) {
      if (part.type !== 'tool-call') continue;
      const required = issued.requiredWith(part.id);
      if (required.length === 0) continue;
      const matches = sent.some((item) =>
        item.signature === undefined
          ? stored && required.some(({ itemId }) => itemId === item.itemId)
          : required.some(({ signature }) => signature === item.signature),
      );
      if (matches) break;
      return [sent[0] === undefined ? missing(part.id, required[0]?.itemId) : changed(sent[0].itemId)];
    }
    return [];
  });
}

const missing = (callId: string, itemId = ''): Problem => ({
  message:
    `Item '${callId}' of type 'function_call' was provided without its required 'reasoning' item: ` +
    `'${itemId}'.`,
  param: 'input',
});

const changed = (itemId = ''): Problem => ({
  message:
    `The encrypted content for item ${itemId} could not be verified. ` +
    'Reason: Encrypted content could not be decrypted or parsed.',
  code: 'invalid_encrypted_content',
});
