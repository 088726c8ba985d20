import { CapstanError } from '@capstan/protocol';
import type { Conversation } from '@capstan/storage';
import type { ServerContext } from '../server-context.ts';
import type { User } from './user-auth.ts';

/** Whether somebody may touch what belongs to `ownerId`. Null is the one user of a server without users. */
function mayAccess(user: Pick<User, 'id'>, ownerId: string | null): boolean {
  return user.id === ownerId;
}

/** Rejects with `conversation_not_found` also for a conversation of somebody else: whether it exists is not told. */
export async function ownedConversation(
  { storage }: { storage: Pick<ServerContext['storage'], 'conversations'> },
  conversationId: string,
  user: Pick<User, 'id'>,
): Promise<Conversation> {
  const record = await storage.conversations.get(conversationId);
  if (record !== undefined && mayAccess(user, record.userId)) return record;
  throw new CapstanError('conversation_not_found', 'Conversation not found');
}
