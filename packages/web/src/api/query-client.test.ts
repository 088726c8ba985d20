import { expect, it } from 'vitest';
import { ApiFailure } from './api-failure.ts';
import { createQueryClient } from './query-client.ts';

async function heard(failure?: Error): Promise<string[]> {
  const told: string[] = [];
  const client = createQueryClient({
    onReached: () => told.push('reached'),
    onLost: () => told.push('lost'),
    onLoginNeeded: () => told.push('login'),
  });
  let asked = 0;
  await client
    .fetchQuery({
      queryKey: ['x'],
      queryFn: () => {
        asked += 1;
        return failure === undefined ? Promise.resolve(1) : Promise.reject(failure);
      },
    })
    .catch(() => undefined);
  expect(asked).toBe(1);
  return told;
}

it('tells what the answers say about the connection', async () => {
  expect(await heard()).toEqual(['reached']);
  expect(await heard(new ApiFailure('no', { status: 0 }))).toEqual(['lost']);
  expect(await heard(new ApiFailure('no', { status: 404 }))).toEqual(['reached']);
  expect(await heard(new ApiFailure('no', { status: 401, code: 'unauthorized' }))).toEqual([
    'login',
    'reached',
  ]);
});

it('a git provider that refuses its token is no reason to log in here', async () => {
  const failure = new ApiFailure('no', { status: 401, code: 'git_provider_authentication' });
  expect(await heard(failure)).toEqual(['reached']);
});
