import type { JsonObject } from '@capstan/protocol';
import type { Conversation } from '../conversation/conversation.ts';
import { isObject } from './portable-event.ts';

/** The content of `metadata.json`. Times are UTC with a zone. */
export interface ConversationMetadata {
  conversation_id: string;
  selected_repository: string | null;
  user_id: string | null;
  selected_branch: string | null;
  git_provider: string | null;
  title: string | null;
  last_updated_at: string | null;
  trigger: string | null;
  pr_number: number[];
  /** Without it the conversation does not exist for OpenHands. */
  created_at: string;
  llm_model: string | null;
  accumulated_cost: number;
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  sandbox_id: string | null;
  conversation_version: 'V0';
}

export function metadataOf(
  conversationId: string,
  userId: string | undefined,
  createdAt: string,
): ConversationMetadata {
  return {
    conversation_id: conversationId,
    selected_repository: null,
    user_id: userId ?? null,
    selected_branch: null,
    git_provider: null,
    title: null,
    last_updated_at: createdAt,
    trigger: null,
    pr_number: [],
    created_at: createdAt,
    llm_model: null,
    accumulated_cost: 0,
    prompt_tokens: 0,
    completion_tokens: 0,
    total_tokens: 0,
    sandbox_id: null,
    conversation_version: 'V0',
  };
}

/**
 * What our record of a conversation says. Totals that were never counted are left to the log, and the user to whoever
 * chooses the folder.
 */
export function metadataOfConversation(conversation: Conversation): Partial<ConversationMetadata> {
  const { lastEventAt, accumulatedCost, totalTokens } = conversation;
  return {
    title: conversation.title,
    created_at: conversation.createdAt,
    ...(lastEventAt === null ? {} : { last_updated_at: lastEventAt }),
    selected_repository: conversation.selectedRepository,
    selected_branch: conversation.selectedBranch,
    git_provider: conversation.gitProvider,
    trigger: conversation.trigger,
    pr_number: conversation.prNumbers,
    sandbox_id: conversation.sandboxId,
    ...(accumulatedCost === 0 ? {} : { accumulated_cost: accumulatedCost }),
    ...(totalTokens === 0
      ? {}
      : {
          prompt_tokens: conversation.promptTokens,
          completion_tokens: conversation.completionTokens,
          total_tokens: totalTokens,
        }),
  };
}

/** The totals that an event's `llm_metrics` gives, if it has any. */
export function totalsOf(event: JsonObject): Partial<ConversationMetadata> {
  const metrics = event.llm_metrics;
  if (!isObject(metrics) || !isObject(metrics.accumulated_token_usage)) return {};
  const { prompt_tokens, completion_tokens, model } = metrics.accumulated_token_usage;
  const [prompt, completion] = [numberOf(prompt_tokens), numberOf(completion_tokens)];
  return {
    accumulated_cost: numberOf(metrics.accumulated_cost),
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...(typeof model === 'string' && model !== '' ? { llm_model: model } : {}),
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
