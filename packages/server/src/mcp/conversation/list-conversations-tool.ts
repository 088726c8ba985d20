import type { Conversation } from '@capstan/storage';
import * as z from 'zod';
import { conversationInfos } from '../../routes/conversations/conversation-info.ts';
import type { ServerContext } from '../../server-context.ts';
import type { User } from '../../user/user-auth.ts';
import { defineTool, type Tool } from '../tool.ts';
import { pageOf } from './conversation-status.ts';
import { status } from './tool-fields.ts';

const HITS_AT_ONCE = 100;
/** A word that is everywhere would otherwise be looked up without end. */
const MOST_LOOKUPS = 10;

const output = z.object({
  conversations: z.array(
    z.object({
      conversation_id: z.string(),
      title: z.string(),
      status,
      repository: z.string().nullable(),
      branch: z.string().nullable(),
      created_at: z.string(),
      last_event_at: z.string().nullable(),
      url: z.string(),
      match: z.string().nullable().describe('Part of the text in which the words were found'),
    }),
  ),
  complete: z.boolean().describe('Whether these are all; ask again if older ones are still being indexed'),
});

/** A conversation with where the words were found, if some were looked for. */
interface Found {
  record: Conversation;
  match: string | null;
}

export function listConversationsTool(context: ServerContext): Tool {
  return defineTool({
    name: 'list_conversations',
    title: 'List conversations',
    description:
      'Lists conversations, the newest first; with query, those in which these words were said or seen.',
    input: z.strictObject({
      limit: z.int().min(1).max(100).default(20),
      query: z.string().min(1).max(500).optional().describe('Words, all of which one event must have'),
    }),
    output,
    annotations: { readOnlyHint: true, openWorldHint: false },
    run: async ({ limit, query }, { user, origin }) => {
      const { found, complete } =
        query === undefined ? await newest(context, user, limit) : await holding(context, user, query, limit);
      const infos = await conversationInfos(
        context,
        found.map(({ record }) => record),
      );
      const conversations = infos.map((info, index) => ({
        conversation_id: info.conversation_id,
        title: info.title,
        status: info.status,
        repository: info.selected_repository,
        branch: info.selected_branch,
        created_at: info.created_at,
        last_event_at: info.last_updated_at,
        url: pageOf(origin, info.conversation_id),
        match: found[index]?.match ?? null,
      }));
      return { conversations, complete };
    },
  });
}

async function newest(
  { storage }: ServerContext,
  { id: userId }: User,
  limit: number,
): Promise<{ found: Found[]; complete: boolean }> {
  const { conversations, next } = await storage.conversations.search({ userId, limit });
  return {
    found: conversations.map((record) => ({ record, match: null })),
    complete: next === undefined,
  };
}

async function holding(
  { storage }: ServerContext,
  { id: userId }: User,
  text: string,
  limit: number,
): Promise<{ found: Found[]; complete: boolean }> {
  const matches = new Map<string, string>();
  let page: Awaited<ReturnType<typeof storage.search.find>> | undefined;
  for (let lookups = 0; lookups < MOST_LOOKUPS && matches.size <= limit; lookups += 1) {
    page = await storage.search.find({ text, userId, limit: HITS_AT_ONCE, before: page?.next });
    for (const { conversationId, snippet } of page.hits) {
      if (!matches.has(conversationId)) matches.set(conversationId, snippet);
    }
    if (page.next === undefined) break;
  }
  const conversationIds = [...matches.keys()].slice(0, limit);
  const { conversations } = await storage.conversations.search({ userId, conversationIds, limit });
  const records = new Map(conversations.map((record) => [record.conversationId, record]));
  const found = conversationIds.flatMap((id) => {
    const record = records.get(id);
    return record === undefined ? [] : [{ record, match: matches.get(id) ?? null }];
  });
  const all = page?.next === undefined && page?.complete === true && matches.size <= limit;
  return { found, complete: all };
}
