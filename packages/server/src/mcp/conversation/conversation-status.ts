import type { ConversationStatus } from '@capstan/protocol';
import type { Conversation } from '@capstan/storage';
import type { ServerContext } from '../../server-context.ts';

/** The status of a conversation at this moment: of its loop, or what its record says. */
export async function statusOf(
  { manager }: Pick<ServerContext, 'manager'>,
  { conversationId, status }: Conversation,
): Promise<ConversationStatus> {
  const [loop] = await manager.getAgentLoopInfo({ conversationIds: [conversationId] });
  return loop?.status ?? status;
}

/** Page of the web client. */
export const pageOf = (origin: string, conversationId: string): string =>
  `${origin}/conversations/${conversationId}`;
