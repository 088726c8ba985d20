import type { Conversation } from '../api/conversations.ts';

/** A conversation of a list, for stories and tests: done, unless it is said otherwise. */
export function conversationOf(changes: Partial<Conversation> = {}): Conversation {
  return {
    conversation_id: 'c1',
    title: 'Mend the failing discount check',
    last_updated_at: '2026-06-15T10:00:00.000Z',
    status: 'STOPPED',
    runtime_status: null,
    agent_state: 'finished',
    llm_model: 'anthropic/claude-sonnet-4-5',
    workspace: null,
    accumulated_cost: 0.42,
    selected_repository: null,
    selected_branch: null,
    git_provider: null,
    trigger: 'gui',
    num_connections: 0,
    url: null,
    session_api_key: null,
    created_at: '2026-06-15T09:00:00.000Z',
    pr_number: [],
    conversation_version: 'V0',
    sub_conversation_ids: [],
    ...changes,
  };
}
