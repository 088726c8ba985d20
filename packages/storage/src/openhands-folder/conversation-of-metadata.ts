import { CONVERSATION_TRIGGERS } from '@capstan/protocol';
import * as z from 'zod/mini';
import type { NewConversation } from '../conversation/conversation.ts';

const textOrNull = z.catch(z.nullable(z.string()), null);
const count = z.catch(z.int().check(z.nonnegative()), 0);
/** Times without a zone are local time of the machine that wrote them; taken to be this one. */
const utcOrUndefined = z.catch(
  z.optional(
    z.pipe(
      z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
      z.transform((text: string) => new Date(text).toISOString()),
    ),
  ),
  undefined,
);

/** What `metadata.json` says, as far as it can be read. */
const metadataSchema = z.object({
  title: textOrNull,
  created_at: utcOrUndefined,
  last_updated_at: utcOrUndefined,
  user_id: textOrNull,
  selected_repository: textOrNull,
  selected_branch: textOrNull,
  git_provider: textOrNull,
  trigger: z.catch(z.nullable(z.enum(CONVERSATION_TRIGGERS)), null),
  pr_number: z.catch(z.array(z.int()), []),
  accumulated_cost: z.catch(z.number(), 0),
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
});

/**
 * The record of a conversation that was begun in OpenHands. Its sandbox is none of ours, and its model is not named
 * as we name it.
 */
export function conversationOfMetadata(metadata: unknown): Omit<NewConversation, 'conversationId'> {
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) return {};
  const { data } = parsed;
  return {
    title: data.title,
    ...(data.created_at === undefined ? {} : { createdAt: data.created_at }),
    lastEventAt: data.last_updated_at ?? null,
    userId: data.user_id,
    selectedRepository: data.selected_repository,
    selectedBranch: data.selected_branch,
    gitProvider: data.git_provider,
    trigger: data.trigger,
    prNumbers: data.pr_number,
    accumulatedCost: data.accumulated_cost,
    promptTokens: data.prompt_tokens,
    completionTokens: data.completion_tokens,
    totalTokens: data.total_tokens,
  };
}
