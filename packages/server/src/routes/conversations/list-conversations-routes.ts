import { createRoute } from '@hono/zod-openapi';
import {
  conversationListQuerySchema,
  conversationListSchema,
  microagentConversationsQuerySchema,
} from '@capstan/protocol/api';
import type { Conversation } from '@capstan/storage';
import type * as z from 'zod';
import type { RouteModule } from '../../http/api.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import type { ServerContext } from '../../server-context.ts';
import type { User } from '../../user/user-auth.ts';
import { conversationInfos } from './conversation-info.ts';
import { pageIdOf, positionOf } from './page-id.ts';
import { standingsOf } from './standings-of.ts';
import { hasOpenPullRequest } from './open-pull-request.ts';

const tags = ['conversations'];

const list = createRoute({
  method: 'get',
  path: '/api/conversations',
  operationId: 'listConversations',
  summary: 'Conversations, the newest first',
  tags,
  request: { query: conversationListQuerySchema },
  responses: { 200: json(conversationListSchema, 'A page'), 422: FAILURE[422] },
});

const listOfMicroagents = createRoute({
  method: 'get',
  path: '/api/microagent-management/conversations',
  operationId: 'listMicroagentConversations',
  summary: 'Conversations that write microagents of a repository and are not merged yet',
  tags,
  request: { query: microagentConversationsQuerySchema },
  responses: { 200: json(conversationListSchema, 'A page'), 422: FAILURE[422] },
});

type ListQuery = z.output<typeof conversationListQuerySchema>;
type PageQuery = Pick<ListQuery, 'limit'> & Partial<ListQuery>;

export const listConversationsRoutes: RouteModule = (api, server) => {
  api.openapi(list, async (context) => {
    const query = context.req.valid('query');
    const page = await search(server, context.get('user'), query, query.conversation_trigger);
    return context.json(
      { results: await conversationInfos(server, page.records), next_page_id: page.next },
      200,
    );
  });

  api.openapi(listOfMicroagents, async (context) => {
    const query = context.req.valid('query');
    const user = context.get('user');
    const page = await search(server, user, query, 'microagent_management');
    const { providerTokens } = await server.secrets.load(user.id);
    const providers = server.gitProviders.openAll(providerTokens);
    const open = await Promise.all(page.records.map((record) => hasOpenPullRequest(record, providers)));
    const records = page.records.filter((_, index) => open[index]);
    return context.json({ results: await conversationInfos(server, records), next_page_id: page.next }, 200);
  });
};

async function search(
  { storage, config }: ServerContext,
  user: User,
  query: PageQuery,
  trigger: Conversation['trigger'] | undefined,
): Promise<{ records: Conversation[]; next: string | null }> {
  const { maxAgeSeconds } = config.conversations;
  const after = positionOf(query.page_id);
  const page = await storage.conversations.search({
    userId: user.id,
    limit: query.limit,
    after,
    text: query.query || undefined,
    selectedRepository: query.selected_repository,
    trigger: trigger ?? undefined,
    status: query.status,
    standings: standingsOf(query),
    createdAfter:
      maxAgeSeconds === null ? undefined : new Date(Date.now() - maxAgeSeconds * 1000).toISOString(),
  });
  return { records: page.conversations, next: pageIdOf(page.next) };
}
