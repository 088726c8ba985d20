import type { ModelMessage } from '@capstan/protocol';

/** Anthropic's limit, which the others that take marks have copied. */
const MAX_MARKS = 4;

/**
 * Which of the marked messages keep their mark. Of more than four the first and the last three stay: the
 * system prompt is the longest-lived prefix, and the newest ones are where the next request picks up.
 */
export function chosenMarks(messages: readonly ModelMessage[]): ReadonlySet<ModelMessage> {
  const marked = messages.filter((message) => message.role !== 'assistant' && message.cache === true);
  if (marked.length <= MAX_MARKS) return new Set(marked);
  return new Set([...marked.slice(0, 1), ...marked.slice(1 - MAX_MARKS)]);
}
