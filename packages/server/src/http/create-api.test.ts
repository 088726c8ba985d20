import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import { errorBodySchema } from '@capstan/protocol/api';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { KEY, shellContext } from '../../test/shell-context.ts';
import type { Api } from './api.ts';
import { ApiFailure } from './api-failure.ts';
import { conversationIdParam } from './conversation-id.ts';
import { createApi } from './create-api.ts';
import { json, jsonBody } from './route-description.ts';

const failures: Record<string, () => Error> = {
  known: () => new CapstanError('git_provider_failed', 'The provider stumbled', { retryAfterSeconds: 3 }),
  special: () =>
    new ApiFailure('settings_not_found', 'Settings not found', {
      status: 418,
      fields: { status: 'error', msg_id: 'CONFIGURATION$SETTINGS_NOT_FOUND' },
    }),
  unknown: () => new Error('a connection string that nobody should see'),
};

function thingRoutes(api: Api): void {
  const params = conversationIdParam;
  const thing = z.strictObject({ name: z.string().max(5), size: z.int().default(1) });
  const answers = { 200: json(z.object({ id: z.string() }), 'The id') };
  api.openapi(
    createRoute({
      method: 'get',
      path: '/api/things/{conversation_id}',
      request: { params },
      responses: answers,
    }),
    (context) => context.json({ id: context.req.valid('param').conversation_id }, 200),
  );
  api.openapi(
    createRoute({
      method: 'post',
      path: '/api/things',
      request: { body: jsonBody(thing), query: z.object({ limit: z.coerce.number().int().optional() }) },
      responses: answers,
    }),
    (context) => context.json({ id: context.req.valid('json').name }, 200),
  );
  api.openapi(createRoute({ method: 'get', path: '/open', security: [], responses: answers }), (context) =>
    context.json({ id: 'open' }, 200),
  );
  api.openapi(createRoute({ method: 'get', path: '/api/wrong', responses: answers }), (context) =>
    context.json(JSON.parse('{"id": 7}'), 200),
  );
  api.get('/api/failures/:kind', (context) => {
    throw failures[context.req.param('kind')]?.() ?? new Error('no such failure');
  });
}

const authorized = { 'x-session-api-key': KEY };

function ask(path: string, init: RequestInit = {}, context = shellContext()): Promise<Response> {
  const headers = { ...authorized, ...Object.fromEntries(new Headers(init.headers)) };
  return Promise.resolve(createApi(context, [thingRoutes]).request(path, { ...init, headers }));
}

const post = (body: string, type = 'application/json'): Promise<Response> =>
  ask('/api/things', { method: 'POST', body, headers: { 'content-type': type } });

async function errorOf(response: Response): Promise<z.output<typeof errorBodySchema>> {
  expect(response.headers.get('content-type')).toBe('application/json');
  return errorBodySchema.parse(await response.json());
}

it('answers what fits the schema', async () => {
  const response = await post('{"name": "a"}');
  expect([response.status, await response.json()]).toEqual([200, { id: 'a' }]);
});

it('lists what is wrong with a request, without what was given', async () => {
  const response = await post('{"name": "far too long", "size": "s3cret", "more": 1}');
  const body = await errorOf(response);
  expect(response.status).toBe(422);
  expect(body.detail).toEqual([
    { type: 'too_big', loc: ['body', 'name'], msg: expect.stringContaining('5') },
    { type: 'invalid_type', loc: ['body', 'size'], msg: expect.stringContaining('number') },
    { type: 'extra_forbidden', loc: ['body', 'more'], msg: 'Extra inputs are not permitted' },
  ]);
  expect(JSON.stringify(body)).not.toContain('s3cret');
  expect(body.error).toBe(body.message);
  expect(body.error).toContain('body.name');
});

it('says that a field is missing', async () => {
  const { detail } = await errorOf(await post('{}'));
  expect(detail).toEqual([{ type: 'missing', loc: ['body', 'name'], msg: 'Field required' }]);
});

it.each([
  ['broken JSON', '{"name": ', 'application/json', 422],
  ['no JSON', 'hello', 'text/plain', 415],
  ['null', 'null', 'application/json', 422],
])('a body that is %s is refused', async (_name, body, type, status) => {
  const response = await post(body, type);
  expect(response.status).toBe(status);
  await errorOf(response);
});

it('a body that is missing is refused', async () => {
  const response = await ask('/api/things', { method: 'POST' });
  expect(response.status).toBe(422);
  await errorOf(response);
});

it('a query that does not fit is refused', async () => {
  const response = await ask('/api/things?limit=many', {
    method: 'POST',
    body: '{"name": "a"}',
    headers: { 'content-type': 'application/json' },
  });
  expect((await errorOf(response)).detail).toEqual([
    { type: 'invalid_type', loc: ['query', 'limit'], msg: expect.any(String) },
  ]);
});

it.each([
  ['a'.repeat(101), 'Conversation ID is too long'],
  ['a%00b', 'Conversation ID contains invalid characters'],
  ['a..b', 'Conversation ID contains invalid path characters'],
  ['a%2Fb', 'Conversation ID contains invalid path characters'],
  ['a%5Cb', 'Conversation ID contains invalid path characters'],
  ['a%0Ab', 'Conversation ID contains control characters'],
])('the conversation id %s is refused with 400', async (id, message) => {
  const response = await ask(`/api/things/${id}`);
  expect(response.status).toBe(400);
  expect(await errorOf(response)).toMatchObject({
    error: message,
    message,
    detail: message,
    code: 'conversation_id_invalid',
  });
});

it('an id that cannot be decoded is taken as it is', async () => {
  const response = await ask('/api/things/%zz%C3');
  expect(response.status).toBe(200);
});

it('answers an expected failure by the table', async () => {
  const response = await ask('/api/failures/known');
  expect([response.status, response.headers.get('retry-after')]).toEqual([502, '3']);
  expect(await errorOf(response)).toMatchObject({
    code: 'git_provider_failed',
    detail: 'The provider stumbled',
  });
});

it('a failure may have a status and fields of its own', async () => {
  const response = await ask('/api/failures/special');
  expect(response.status).toBe(418);
  expect(await errorOf(response)).toMatchObject({
    status: 'error',
    msg_id: 'CONFIGURATION$SETTINGS_NOT_FOUND',
  });
});

it('tells nothing of an unexpected failure and logs all of it', async () => {
  const context = shellContext();
  const response = await ask('/api/failures/unknown', {}, context);
  const body = await errorOf(response);
  expect(response.status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('connection string');
  expect(body['request_id']).toBe(response.headers.get('x-request-id'));
  const { fields } = context.log.lines.find((line) => line.level === 'error')!;
  expect(fields).toMatchObject({ requestId: body['request_id'], error: { stack: expect.any(String) } });
});

it('what nobody answers is 404, another method 405 with those that are answered', async () => {
  const unknown = await ask('/api/nothing');
  const wrongMethod = await ask('/api/things', { method: 'DELETE' });
  expect([unknown.status, wrongMethod.status]).toEqual([404, 405]);
  expect(wrongMethod.headers.get('allow')).toBe('POST');
  expect((await errorOf(unknown)).code).toBe('route_not_found');
  expect((await errorOf(wrongMethod)).code).toBe('method_not_allowed');
});

it('asks for credentials unless the route declares that it needs none', async () => {
  const api = createApi(shellContext(), [thingRoutes]);
  const closed = await api.request('/api/things/a');
  expect([closed.status, closed.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  expect(await errorOf(closed)).toMatchObject({ detail: 'Unauthorized', code: 'unauthorized' });
  expect((await api.request('/open')).status).toBe(200);
  expect((await api.request('/api/failures/known')).status).toBe(401);
});

it('finds answers that do not fit, where it is asked to look', async () => {
  const lenient = createApi(shellContext(), [thingRoutes]);
  expect((await lenient.request('/api/wrong', { headers: authorized })).status).toBe(200);
  const strict = createApi(shellContext(), [thingRoutes], { checkResponses: true });
  await expect(strict.request('/api/wrong', { headers: authorized })).rejects.toThrow(
    /GET \/api\/wrong → 200/,
  );
  expect((await strict.request('/open')).status).toBe(200);
  expect((await strict.request('/api/things/a..b', { headers: authorized })).status).toBe(400);
});
