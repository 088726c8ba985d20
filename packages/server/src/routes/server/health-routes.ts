import { createRoute } from '@hono/zod-openapi';
import { CapstanError } from '@capstan/protocol';
import * as z from 'zod';
import type { Api } from '../../http/api.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import type { ServerContext } from '../../server-context.ts';

const READY_MILLISECONDS = 3_000;

const probe = { method: 'get' as const, tags: ['server'], security: [] };

const aliveRoute = createRoute({
  ...probe,
  path: '/alive',
  operationId: 'alive',
  summary: 'Whether the process answers',
  responses: { 200: json(z.object({ status: z.literal('ok') }), 'It does') },
});

const healthRoute = createRoute({
  ...probe,
  path: '/health',
  operationId: 'health',
  summary: 'Whether the process answers',
  responses: { 200: json(z.literal('OK'), 'It does') },
});

const readyRoute = createRoute({
  ...probe,
  path: '/ready',
  operationId: 'ready',
  summary: 'Whether the server can work: its storage answers',
  responses: { 200: json(z.literal('OK'), 'It can'), 503: FAILURE[503] },
});

/** For whoever watches over the process. */
export function healthRoutes(
  api: Api,
  { storage }: { storage: Pick<ServerContext['storage'], 'ready'> },
): void {
  api.openapi(aliveRoute, (context) => context.json({ status: 'ok' as const }, 200));
  api.openapi(healthRoute, (context) => context.json('OK' as const, 200));
  api.openapi(readyRoute, async (context) => {
    await answersInTime(storage.ready());
    return context.json('OK' as const, 200);
  });
}

async function answersInTime(ready: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it does not answer')), READY_MILLISECONDS);
  });
  try {
    await Promise.race([ready, late]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CapstanError('not_ready', `The storage is not ready: ${reason}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
