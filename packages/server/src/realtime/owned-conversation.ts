import { CapstanError } from '@capstan/protocol';
import type { Conversation } from '@capstan/storage';
import type { ServerContext } from '../server-context.ts';
import type { User } from '../user/user-auth.ts';

/** Rejects with `conversation_not_found` also for a conversation of somebody else: whether it exists is not told. */
export async function ownedConversation(
  { storage }: Pick<ServerContext, 'storage'>,
  conversationId: string,
  user: User,
): Promise<Conversation> {
  const record = await storage.conversations.get(conversationId);
  if (record !== undefined && record.userId === user.id) return record;
  throw new CapstanError('conversation_not_found', 'Conversation not found');
}
