import { CapstanError } from '@capstan/protocol';
import type { Conversation } from '@capstan/storage';
import type { ServerConversation } from '../../conversation/server-conversation.ts';
import type { ServerContext } from '../../server-context.ts';
import { ownedConversation } from '../../user/owner.ts';
import type { User } from '../../user/user-auth.ts';

/** A conversation of a user, to be let go of by `release`. Rejects with `conversation_not_found` or `sandbox_unavailable`. */
export async function attach(
  server: ServerContext,
  conversationId: string,
  user: User,
): Promise<{ conversation: ServerConversation; record: Conversation; release: () => Promise<void> }> {
  const record = await ownedConversation(server, conversationId, user);
  const conversation = await server.manager.attachToConversation(conversationId, user.id);
  if (conversation === null) {
    throw new CapstanError(
      'sandbox_unavailable',
      `The runtime of conversation ${conversationId} cannot be reached`,
    );
  }
  return { conversation, record, release: () => server.manager.detachFromConversation(conversation) };
}

/** Does something with a conversation, and lets go of it. */
export async function withConversation<T>(
  server: ServerContext,
  conversationId: string,
  user: User,
  use: (conversation: ServerConversation, record: Conversation) => Promise<T>,
): Promise<T> {
  const { conversation, record, release } = await attach(server, conversationId, user);
  try {
    return await use(conversation, record);
  } finally {
    await release();
  }
}
