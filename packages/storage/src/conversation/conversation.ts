import type * as z from 'zod/mini';
import type { conversationSchema } from './conversation-schema.ts';

/** What is known of a conversation beside its log. */
export type Conversation = z.infer<typeof conversationSchema>;

/** A new conversation; what is left out is null, and the settings are empty. */
export type NewConversation = Pick<Conversation, 'conversationId'> &
  Partial<Omit<Conversation, 'conversationId' | 'createdAt'>>;

/** What may change; `updatedAt` is set by the store. */
export type ConversationChanges = Partial<Omit<Conversation, 'conversationId' | 'createdAt' | 'updatedAt'>>;
