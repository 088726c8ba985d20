import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import type { Api } from '../../http/api.ts';
import { json } from '../../http/route-description.ts';
import { apiDocument } from './api-document.ts';

const documentSchema = z.looseObject({ openapi: z.string() });

const documentRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  operationId: 'getApiDocument',
  summary: 'This document',
  tags: ['server'],
  security: [],
  responses: { 200: json(documentSchema, 'OpenAPI 3.1') },
});

/** The description of all routes, made when somebody first asks for it. */
export function openapiRoutes(api: Api): void {
  let document: z.output<typeof documentSchema> | undefined;
  api.openapi(documentRoute, (context) => {
    document ??= { ...apiDocument(api) };
    return context.json(document, 200);
  });
}
