import { createRoute } from '@hono/zod-openapi';
import { uploadedSchema } from '@capstan/protocol/api';
import * as z from 'zod';
import type { RouteModule } from '../../http/api.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { addRawRoute } from '../../http/raw-route.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import { receiveFiles } from './receive-files.ts';
import { withConversation } from './with-conversation.ts';

const route = createRoute({
  method: 'post',
  path: '/api/conversations/{conversation_id}/upload-files',
  operationId: 'uploadFiles',
  summary: 'Put files into the workspace',
  tags: ['workspace'],
  request: {
    params: conversationIdParam,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({ files: z.array(z.string().openapi({ format: 'binary' })) }),
        },
      },
    },
  },
  responses: {
    200: json(uploadedSchema, 'What was stored, and what was not and why'),
    400: FAILURE[400],
    404: FAILURE[404],
    413: FAILURE[413],
    415: FAILURE[415],
    503: FAILURE[503],
  },
});

export const uploadRoute: RouteModule = (api, server) => {
  addRawRoute(api, route, async (context, conversationId) => {
    const received = await withConversation(server, conversationId, context.get('user'), ({ runtime }) =>
      receiveFiles(context.req.raw, runtime.access, server.config.uploads),
    );
    return context.json(received, 200);
  });
};
