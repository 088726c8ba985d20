import type { ConversationInfo } from '@capstan/protocol/api';
import type { Conversation } from '@capstan/storage';
import type { AgentLoopInfo } from '../../conversation/agent-loop-info.ts';
import type { ServerContext } from '../../server-context.ts';
import { defaultTitle } from '../../session/title.ts';

/** Conversations as clients see them: their records with what is alive of them. The same in lists and alone. */
export async function conversationInfos(
  { manager }: Pick<ServerContext, 'manager'>,
  records: readonly Conversation[],
): Promise<ConversationInfo[]> {
  const conversationIds = records.map((record) => record.conversationId);
  const [loops, connections] = await Promise.all([
    manager.getAgentLoopInfo({ conversationIds }),
    manager.getConnections({ conversationIds }),
  ]);
  const loopOf = new Map(loops.map((loop) => [loop.conversationId, loop]));
  const connected = Map.groupBy(connections.values(), (conversationId) => conversationId);
  return records.map((record) =>
    infoOf(record, loopOf.get(record.conversationId), connected.get(record.conversationId)?.length ?? 0),
  );
}

function infoOf(record: Conversation, loop: AgentLoopInfo | undefined, clients: number): ConversationInfo {
  return {
    conversation_id: record.conversationId,
    title: record.title || defaultTitle(record.conversationId),
    last_updated_at: record.lastEventAt,
    status: loop?.status ?? record.status,
    agent_state: record.agentState,
    llm_model: record.model,
    accumulated_cost: record.accumulatedCost,
    workspace: record.workspace,
    runtime_status: loop?.runtimeStatus ?? null,
    selected_repository: record.selectedRepository,
    selected_branch: record.selectedBranch,
    git_provider: record.gitProvider,
    trigger: record.trigger,
    num_connections: clients,
    url: loop?.url ?? null,
    session_api_key: loop?.sessionApiKey ?? null,
    created_at: record.createdAt,
    pr_number: record.prNumbers,
    conversation_version: 'V0',
    sub_conversation_ids: [],
  };
}
