import { createRoute } from '@hono/zod-openapi';
import { doneSchema, newSecretSchema, secretChangeSchema, secretListSchema } from '@capstan/protocol/api';
import * as z from 'zod';
import type { RouteModule } from '../../http/api.ts';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import type { ServerContext } from '../../server-context.ts';
import { addSecret, changeSecret, removeSecret } from '../../settings/change-secrets.ts';

const path = '/api/secrets';
const pathOfOne = '/api/secrets/{id}';
const tags = ['secrets'];
const done = json(doneSchema, 'Done');
/** Of a secret, its name. Names from elsewhere may be of any shape, so that it is not checked here. */
const params = z.object({ id: z.string().min(1) });

const listSecrets = createRoute({
  method: 'get',
  path,
  operationId: 'listSecrets',
  summary: 'Names and descriptions of secrets, never their values',
  tags,
  responses: { 200: json(secretListSchema, 'Names and descriptions') },
});

const createSecret = createRoute({
  method: 'post',
  path,
  operationId: 'createSecret',
  summary: 'Stores a secret',
  tags,
  request: { body: jsonBody(newSecretSchema) },
  responses: { 201: done, 400: FAILURE[400] },
});

const updateSecret = createRoute({
  method: 'put',
  path: pathOfOne,
  operationId: 'updateSecret',
  summary: 'Renames or describes a secret, or gives it another value',
  tags,
  request: { params, body: jsonBody(secretChangeSchema) },
  responses: { 200: done, 400: FAILURE[400], 404: FAILURE[404] },
});

const deleteSecret = createRoute({
  method: 'delete',
  path: pathOfOne,
  operationId: 'deleteSecret',
  summary: 'Forgets a secret',
  tags,
  request: { params },
  responses: { 200: done, 404: FAILURE[404] },
});

const deleteSecrets = createRoute({
  method: 'delete',
  path,
  operationId: 'deleteSecrets',
  summary: 'Forgets all secrets',
  tags,
  responses: { 200: done },
});

/** Secrets that a person has named, for commands. Values go in and never come out. */
export const secretRoutes: RouteModule<Pick<ServerContext, 'secrets'>> = (api, server) => {
  api.openapi(listSecrets, async (context) => {
    const { customSecrets } = await server.secrets.load(context.get('user').id);
    const list = Object.entries(customSecrets).map(([name, { description }]) => ({ name, description }));
    return context.json({ custom_secrets: list }, 200);
  });

  api.openapi(createSecret, async (context) => {
    const { name, value, description } = context.req.valid('json');
    const secret = { secret: value, description: description ?? '' };
    await server.secrets.update(context.get('user').id, (secrets) => addSecret(secrets, name, secret));
    return context.json({ message: 'Secret created successfully' }, 201);
  });

  api.openapi(updateSecret, async (context) => {
    const { id } = context.req.valid('param');
    const { name, description, value } = context.req.valid('json');
    const change = { name, description: description ?? '', value: value ?? null };
    await server.secrets.update(context.get('user').id, (secrets) => changeSecret(secrets, id, change));
    return context.json({ message: 'Secret updated successfully' }, 200);
  });

  api.openapi(deleteSecret, async (context) => {
    const { id } = context.req.valid('param');
    await server.secrets.update(context.get('user').id, (secrets) => removeSecret(secrets, id));
    return context.json({ message: 'Secret deleted successfully' }, 200);
  });

  api.openapi(deleteSecrets, async (context) => {
    await server.secrets.delete(context.get('user').id);
    return context.json({ message: 'Secrets and tokens deleted' }, 200);
  });
};
