import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import { gitChangesSchema, gitDiffSchema, pathQuerySchema } from '@capstan/protocol/api';
import { diffOf, listChanges } from '@capstan/runtime';
import type { RouteModule } from '../../http/api.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { withConversation } from './with-conversation.ts';

const path = '/api/conversations/{conversation_id}/git';
const tags = ['workspace'];
const failures = { 400: FAILURE[400], 404: FAILURE[404], 502: FAILURE[502], 503: FAILURE[503] };

const changes = createRoute({
  method: 'get',
  path: `${path}/changes`,
  operationId: 'listGitChanges',
  summary: 'Files that differ from what the origin has',
  tags,
  request: { params: conversationIdParam },
  responses: { 200: json(gitChangesSchema, 'Sorted by path'), ...failures },
});

const diff = createRoute({
  method: 'get',
  path: `${path}/diff`,
  operationId: 'getGitDiff',
  summary: 'Both sides of a changed file',
  tags,
  request: { params: conversationIdParam, query: pathQuerySchema },
  responses: {
    200: json(gitDiffSchema, 'Empty on the side where there is no file'),
    ...failures,
    413: FAILURE[413],
    415: FAILURE[415],
  },
});

export const changeRoutes: RouteModule = (api, server) => {
  api.openapi(changes, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { signal } = context.req.raw;
    const found = await withConversation(server, conversationId, context.get('user'), ({ runtime }, record) =>
      listChanges(runtime.access, { since: record.createdAt, signal }),
    );
    const [unreadable] = found.unreadable;
    if (unreadable !== undefined && found.repositories === 0) {
      throw new CapstanError(
        'repository_failed',
        `${unreadable.folder || 'The workspace'}: ${unreadable.reason}`,
      );
    }
    // By these words clients of OpenHands know what to say.
    if (found.repositories === 0) throw new CapstanError('file_not_found', 'Not a git repository');
    return context.json(found.changes, 200);
  });

  api.openapi(diff, async (context) => {
    const { conversation_id: conversationId } = context.req.valid('param');
    const { path: file } = context.req.valid('query');
    const { signal } = context.req.raw;
    const sides = await withConversation(server, conversationId, context.get('user'), ({ runtime }, record) =>
      diffOf(runtime.access, file, { since: record.createdAt, signal }),
    );
    return context.json({ modified: sides.modified, original: sides.original }, 200);
  });
};
