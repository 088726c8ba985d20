import type { NewConversation } from '@capstan/storage';
import type { ServerContext } from '../server-context.ts';
import type { ConversationData } from '../vault/conversation-documents.ts';
import type { AgentLoopInfo } from './agent-loop-info.ts';
import type { StartRequest } from './start-request.ts';

/**
 * Writes a conversation down and starts it; one that cannot begin leaves nothing behind. Rejects with
 * `conversation_busy` when the id is taken, and with what its start fails with before its first message is durable.
 */
export async function beginConversation(
  context: ServerContext,
  record: NewConversation & { userId: string | null },
  { data, message }: { data: Partial<ConversationData>; message: StartRequest['message'] | undefined },
): Promise<AgentLoopInfo> {
  const { storage, documents, manager, monitoring } = context;
  const { conversationId, userId } = record;
  await storage.conversations.create({ ...record, status: 'STARTING' });
  try {
    await documents.save(conversationId, data);
    monitoring.onCreateConversation?.(conversationId, userId);
    return await manager.maybeStartAgentLoop(conversationId, {
      userId,
      ...(message === undefined ? {} : { message }),
    });
  } catch (error) {
    await removeUnbegun(context, conversationId);
    throw error;
  }
}

/** What could not begin was acknowledged to nobody. */
async function removeUnbegun({ manager, log }: ServerContext, conversationId: string): Promise<void> {
  try {
    await manager.deleteConversation(conversationId);
  } catch (error) {
    log.error({ conversationId, error }, 'A conversation that could not begin could not be removed');
  }
}
