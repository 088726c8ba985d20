import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { createRoute } from '@hono/zod-openapi';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { KEY, shellContext } from '../../test/shell-context.ts';
import type { Api } from './api.ts';
import { createApi } from './create-api.ts';
import { json, jsonBody } from './route-description.ts';

function bodyRoutes(api: Api): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/api/things',
      request: { body: jsonBody(z.object({ text: z.string() })) },
      responses: { 200: json(z.number(), 'How long it is') },
    }),
    (context) => context.json(context.req.valid('json').text.length, 200),
  );
  api.post('/api/conversations/:id/upload-files', async (context) => {
    let bytes = 0;
    for await (const chunk of context.req.raw.body ?? []) bytes += chunk.byteLength;
    return context.json(bytes);
  });
}

const limits = {
  http: { maxBodyBytes: 1_000 },
  uploads: { maxFileBytes: 9_000, maxRequestBytes: 9_000, allowedExtensions: [] },
};
const api = createApi(shellContext({ config: limits }), [bodyRoutes]);
const server = createAdaptorServer({ fetch: api.fetch });

beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.close();
  await once(server, 'close');
});

async function send(path: string, body: string, chunked: boolean): Promise<{ status: number; text: string }> {
  const { port } = server.address() as AddressInfo;
  const sent = request({
    port,
    path,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-session-api-key': KEY,
      ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': Buffer.byteLength(body) }),
    },
  });
  sent.end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, text };
}

it.each([true, false])('takes what is not too large (chunked: %s)', async (chunked) => {
  const body = JSON.stringify({ text: 'a'.repeat(900) });
  expect(await send('/api/things', body, chunked)).toEqual({ status: 200, text: '900' });
});

it.each([true, false])('refuses what is too large (chunked: %s)', async (chunked) => {
  const { status, text } = await send('/api/things', JSON.stringify({ text: 'a'.repeat(2_000) }), chunked);
  expect([status, JSON.parse(text).code]).toEqual([413, 'request_too_large']);
});

it.each([true, false])('uploads have a limit of their own (chunked: %s)', async (chunked) => {
  const path = '/api/conversations/abc/upload-files';
  expect(await send(path, 'a'.repeat(5_000), chunked)).toEqual({ status: 200, text: '5000' });
  expect((await send(path, 'a'.repeat(2_000_000), chunked)).status).toBe(413);
});
