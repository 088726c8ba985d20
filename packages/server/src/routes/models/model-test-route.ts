import { createRoute } from '@hono/zod-openapi';
import { modelTestResultSchema, modelTestSchema } from '@capstan/protocol/api';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import { UserLimit } from '../../http/user-limit.ts';
import type { RouteModule } from '../../http/api.ts';
import { tryModel } from '../../model/try-model.ts';
import type { ServerContext } from '../../server-context.ts';

const TESTS_PER_MINUTE = 12;

const route = createRoute({
  method: 'post',
  path: '/api/models/test',
  operationId: 'testModel',
  summary: 'Ask a model one word, with the given settings or the stored ones',
  description: 'One exchange of at most 20 seconds, which the provider may charge. Nothing is stored.',
  tags: ['models'],
  request: { body: jsonBody(modelTestSchema) },
  responses: {
    200: json(modelTestResultSchema, 'Whether it answered, and what is wrong where it did not'),
    429: FAILURE[429],
  },
});

export const modelTestRoute: RouteModule<Pick<ServerContext, 'config' | 'settings'>> = (api, server) => {
  const limit = new UserLimit({ perMinute: TESTS_PER_MINUTE });
  api.openapi(route, async (context) => {
    const user = context.get('user');
    limit.take(user);
    const result = await tryModel({
      config: server.config,
      userId: user.id,
      stored: await server.settings.load(user.id),
      asked: context.req.valid('json'),
      signal: context.req.raw.signal,
    });
    return context.json(result, 200);
  });
};
