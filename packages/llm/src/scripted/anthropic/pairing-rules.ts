import type { Problem, PromptMessage } from '../prompt/prompt.ts';
import { findPairingFaults, type PairingFault } from '../prompt/tool-pairing.ts';

/** Calls and results, which must be paired and stand first in the message after. */
export function pairingProblems(messages: readonly PromptMessage[]): Problem[] {
  return [...findPairingFaults(messages).map(wordPairing), ...messages.flatMap(orderProblems)];
}

/** Results after other content are not seen as following immediately. */
function orderProblems(message: PromptMessage): Problem[] {
  const firstOther = message.parts.findIndex((part) => part.type !== 'tool-result');
  const late = message.parts.filter(
    (part, at) => part.type === 'tool-result' && firstOther >= 0 && at > firstOther,
  );
  if (message.role !== 'user' || late.length === 0) return [];
  return [
    {
      message:
        `${message.path}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ` +
        `${late.map((part) => (part.type === 'tool-result' ? part.id : '')).join(', ')}. ` +
        'Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
    },
  ];
}

function wordPairing({ kind, path, ids }: PairingFault): Problem {
  const list = ids.join(', ');
  switch (kind) {
    case 'unanswered':
      return {
        message:
          `${path}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${list}. ` +
          'Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
      };
    case 'orphan':
      return {
        message:
          `${path}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${list}. ` +
          'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
      };
    case 'second-result':
      return {
        message:
          `${path}: each tool_use must have a single result. ` +
          `Found multiple \`tool_result\` blocks with id: ${list}`,
      };
    case 'second-call':
      return { message: `${path}: \`tool_use\` ids must be unique` };
  }
}
