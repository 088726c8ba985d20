import { createRoute } from '@hono/zod-openapi';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { shellContext } from '../../../test/shell-context.ts';
import type { Api } from '../../http/api.ts';
import { conversationIdParam } from '../../http/conversation-id.ts';
import { createApi, emptyApi } from '../../http/create-api.ts';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import { apiDocument, type NamedOperation, operations } from './api-document.ts';
import { describeApi } from './describe-api.ts';
import { openapiRoutes } from './openapi-routes.ts';

const answer = { 200: json(z.string(), 'A word'), 404: FAILURE[404] };

function wordRoutes(api: Api): void {
  api.openapi(createRoute({ method: 'get', path: '/words', security: [], responses: answer }), (context) =>
    context.json('word', 200),
  );
  const params = conversationIdParam;
  api.openapi(
    createRoute({
      method: 'post',
      path: '/api/{conversation_id}',
      request: { params, body: jsonBody(z.string()) },
      responses: answer,
    }),
    (context) => context.json('word', 200),
  );
}

function described(): Map<string, NamedOperation['operation']> {
  const api = emptyApi();
  wordRoutes(api);
  return new Map(operations(apiDocument(api)).map(({ name, operation }) => [name, operation]));
}

it('every operation says how it can fail, by what it takes', () => {
  const all = described();
  expect(Object.keys(all.get('GET /words')?.responses ?? {})).toEqual(['200', '404', '429', '500']);
  expect(Object.keys(all.get('POST /api/{conversation_id}')?.responses ?? {})).toEqual([
    '200',
    '401',
    '403',
    '404',
    '413',
    '415',
    '422',
    '429',
    '500',
  ]);
});

it('the parameter of a path is described', () => {
  expect(described().get('POST /api/{conversation_id}')?.parameters).toEqual([
    expect.objectContaining({
      name: 'conversation_id',
      in: 'path',
      required: true,
      schema: expect.any(Object),
    }),
  ]);
});

it('is served to everybody, and is what can be told without a server', async () => {
  const response = await createApi(shellContext(), [wordRoutes, openapiRoutes]).request('/openapi.json');
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    openapi: '3.1.0',
    components: { securitySchemes: { sessionKey: { name: 'X-Session-API-Key' } }, schemas: { Error: {} } },
    paths: { '/words': { get: {} }, '/openapi.json': { get: {} } },
  });
});

it('describes all routes, paths in order', () => {
  const paths = Object.keys(describeApi().paths ?? {});
  expect(paths).toEqual(paths.toSorted());
  expect(paths).toEqual(expect.arrayContaining(['/health', '/api/options/models', '/openapi.json']));
});
