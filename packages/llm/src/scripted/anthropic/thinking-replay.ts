import type { Problem, PromptMessage } from '../prompt/prompt.ts';
import type { IssuedReasoning } from '../wire/issued-reasoning.ts';

/**
 * Thinking that came with a tool call must be sent back before it, unchanged, as long as the results of
 * its tools are what the model works on: until the user speaks again.
 */
export function thinkingProblems(messages: readonly PromptMessage[], issued: IssuedReasoning): Problem[] {
  const lastSaid = messages.findLastIndex(
    ({ role, parts }) => role === 'user' && !parts.some((part) => part.type === 'tool-result'),
  );
  return messages.slice(lastSaid + 1).flatMap((message) => check(message, issued));
}

function check(message: PromptMessage, issued: IssuedReasoning): Problem[] {
  if (message.role !== 'assistant') return [];
  const call = message.parts.find((part) => part.type === 'tool-call');
  const required = call === undefined ? [] : issued.requiredWith(call.id);
  if (required.length === 0) return [];
  const [first] = message.parts;
  if (first?.type !== 'reasoning') {
    return [
      {
        message:
          `${message.path}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found ` +
          `\`${first?.type === 'text' ? 'text' : 'tool_use'}\`. When \`thinking\` is enabled, a final ` +
          '`assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` ' +
          'and `tool_result` blocks). We recommend you include thinking blocks from previous turns. To ' +
          'avoid this requirement, disable `thinking`.',
      },
    ];
  }
  const signed = required.filter(({ signature }) => signature === first.signature);
  if (signed.length === 0) {
    return [{ message: `${first.path}: Invalid \`signature\` in \`thinking\` block` }];
  }
  if (signed.some(({ text, redacted }) => redacted || text === first.text)) return [];
  return [
    {
      message:
        `${first.path}: \`thinking\` or \`redacted_thinking\` blocks in the latest assistant message cannot ` +
        'be modified. These blocks must remain as they were in the original response.',
    },
  ];
}
