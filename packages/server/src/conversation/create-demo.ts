import type { ConversationTrigger } from '@capstan/protocol';
import { DEMO_AGENT, DEMO_MODEL, DEMO_TASK, DEMO_TITLE } from '../demo/demo-turns.ts';
import type { ServerContext } from '../server-context.ts';
import { workspaceOf } from '../session/session-runtime.ts';
import type { AgentLoopInfo } from './agent-loop-info.ts';
import { beginConversation } from './begin-conversation.ts';
import { newConversationId } from './new-conversation-id.ts';

export interface DemoRequest {
  userId: string | null;
  /** Default: one that nobody can guess. */
  conversationId?: string;
  trigger: ConversationTrigger;
}

/** Begins the demo, which needs neither model nor key. Rejects as `beginConversation`. */
export function createDemo(context: ServerContext, request: DemoRequest): Promise<AgentLoopInfo> {
  const { config } = context;
  const { userId, conversationId = newConversationId(), trigger } = request;
  const record = {
    conversationId,
    userId,
    title: DEMO_TITLE,
    workspace: workspaceOf(config, conversationId),
    model: DEMO_MODEL,
    runtime: config.runtime.driver,
    agentClass: DEMO_AGENT,
    trigger,
    settings: { demo: true },
  };
  return beginConversation(context, record, { data: {}, message: { content: DEMO_TASK } });
}
