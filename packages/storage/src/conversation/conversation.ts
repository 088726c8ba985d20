import type * as z from 'zod/mini';
import type { conversationSchema } from './conversation-schema.ts';

/** What is known of a conversation beside its log. */
export type Conversation = z.infer<typeof conversationSchema>;

/**
 * A new conversation. What is left out is null, empty or 0, the status is STARTING, and both times are now: they are
 * given only for one that was begun elsewhere.
 */
export type NewConversation = Pick<Conversation, 'conversationId'> &
  Partial<Omit<Conversation, 'conversationId'>>;

/** What may change; `updatedAt` is set by the store. */
export type ConversationChanges = Partial<Omit<Conversation, 'conversationId' | 'createdAt' | 'updatedAt'>>;
