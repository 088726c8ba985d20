/** Wire values of a conversation's status. */
export const CONVERSATION_STATUSES = ['STARTING', 'RUNNING', 'STOPPED', 'ARCHIVED', 'ERROR'] as const;

export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];
