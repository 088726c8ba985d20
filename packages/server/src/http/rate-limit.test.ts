import { CapstanError } from '@capstan/protocol';
import { Hono } from 'hono';
import { beforeEach, expect, it } from 'vitest';
import type { ApiEnvironment } from './api.ts';
import { failureOf } from './failure.ts';
import { rateLimit } from './rate-limit.ts';

let now: number;
let waits: number[];
let app: Hono<ApiEnvironment>;

beforeEach(() => {
  now = 0;
  waits = [];
  app = new Hono<ApiEnvironment>();
  const wait = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
  };
  app.use(rateLimit({ delayAfter: 2, refuseAfter: 4 }, { now: () => now, wait }));
  app.onError((error) => new Response(null, { status: failureOf(error).status }));
  app.get('*', (context) => context.text('here'));
});

async function statuses(count: number, path = '/api/x'): Promise<number[]> {
  const all: number[] = [];
  for (let index = 0; index < count; index += 1) all.push((await app.request(path)).status);
  return all;
}

it('lets some pass, delays some until there is room, refuses the rest', async () => {
  const first = await statuses(2);
  now = 400;
  const later = await statuses(4);
  expect([...first, ...later]).toEqual([200, 200, 200, 200, 429, 429]);
  expect(waits).toEqual([600, 600]);
});

it('refused requests count too', async () => {
  await statuses(5);
  now = 900;
  expect(await statuses(5)).toEqual([429, 429, 429, 429, 429]);
  now = 1_500;
  expect(await statuses(1)).toEqual([429]);
  now = 2_600;
  expect(await statuses(1)).toEqual([200]);
});

it.each(['/assets/app.js', '/alive', '/health'])('%s is not limited', async (path) => {
  expect(new Set(await statuses(20, path))).toEqual(new Set([200]));
});

it('says when to come again', () => {
  expect(failureOf(new CapstanError('too_many_requests', 'Too many requests')).retryAfterSeconds).toBe(1);
});

it('a client that leaves while it waits is not served', async () => {
  const leaving = new AbortController();
  const patient = new Hono<ApiEnvironment>();
  const seen: string[] = [];
  patient.use(rateLimit({ delayAfter: 0, refuseAfter: 9 }));
  patient.onError((error) => {
    seen.push(error.name);
    return new Response(null, { status: 499 });
  });
  patient.get('*', (context) => context.text('here'));
  const answer = patient.request(new Request('http://localhost/', { signal: leaving.signal }));
  leaving.abort();
  expect((await answer).status).toBe(499);
  expect(seen).toEqual(['AbortError']);
});
