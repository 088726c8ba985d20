import { conversationCondition } from '../../api/condition.ts';
import type { Conversation } from '../../api/conversations.ts';
import type { Condition } from '../../screen/index.ts';

/** Whether something goes on in it that can be stopped. */
export const isAtWork = (condition: Condition): boolean =>
  condition === 'starting' ||
  condition === 'working' ||
  condition === 'waiting' ||
  condition === 'needs-you' ||
  condition === 'paused';

/** What is lost with a conversation. */
export function lossText(conversation: Conversation): string {
  const stops = isAtWork(conversationCondition(conversation)) ? 'Its agent is stopped. ' : '';
  const commits =
    conversation.selected_repository === null
      ? 'the workspace that was made for it'
      : 'what was not pushed from its clone';
  return `${stops}Its log is lost, and ${commits}. This cannot be undone; to keep the log, export it first.`;
}
