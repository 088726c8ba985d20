import { beforeEach, expect, it } from 'vitest';
import { originRule } from '../http/origin-rule.ts';
import { Gatekeeper } from './gatekeeper.ts';
import type { UserAuth } from './user-auth.ts';

const auth: UserAuth = {
  authenticate: async ({ header }) =>
    header('x-session-api-key') === 'right'
      ? { id: null, email: null, authType: 'key' }
      : header('cookie') === 'login=yes'
        ? { id: null, email: null, authType: 'cookie' }
        : null,
};

let now: number;
let gatekeeper: Gatekeeper;
beforeEach(() => {
  now = 0;
  gatekeeper = new Gatekeeper(auth, originRule({ publicUrl: null, allowedOrigins: [] }), () => now);
});

/** How it ends for who calls: the code of the failure, or who it is. */
async function outcome(
  headers: Record<string, string>,
  address = '203.0.113.5',
  method = 'GET',
): Promise<string> {
  const caller = { header: (name: string) => headers[name], method, host: 'localhost', address };
  return gatekeeper.identify(caller).then(
    ({ authType }) => authType,
    (error) => error.code,
  );
}

const key = (value: string): Record<string, string> => ({ 'x-session-api-key': value });

it('knows the right key', async () => {
  expect(await outcome(key('right'))).toBe('key');
  expect(await outcome(key('wrong'))).toBe('unauthorized');
  expect(await outcome({})).toBe('unauthorized');
});

it('who shows many wrong keys has to wait a minute, alone', async () => {
  for (let index = 0; index < 10; index += 1)
    expect(await outcome(key(`guess ${index}`))).toBe('unauthorized');
  // Also the right one: otherwise guessing would go on.
  expect(await outcome(key('right'))).toBe('too_many_requests');
  expect(await outcome({ authorization: 'Bearer right' })).toBe('too_many_requests');
  expect(await outcome(key('right'), '203.0.113.6')).toBe('key');
  now = 60_000;
  expect(await outcome(key('right'))).toBe('key');
});

it('a program with a token that is over locks nobody out behind the same address', async () => {
  const signed = { ...auth, signedKeys: true };
  gatekeeper = new Gatekeeper(signed, originRule({ publicUrl: null, allowedOrigins: [] }), () => now);
  for (let index = 0; index < 20; index += 1) expect(await outcome(key('over'))).toBe('unauthorized');
  expect(await outcome(key('right'))).toBe('key');
});

it('who shows no key is not taken for one who guesses', async () => {
  for (let index = 0; index < 20; index += 1) await outcome({ cookie: 'old', authorization: 'Basic eDp5' });
  for (let index = 0; index < 20; index += 1) await outcome(key(''));
  expect(await outcome(key('right'))).toBe('key');
});

it.each([
  ['same-origin', 'cookie', 'cookie'],
  ['none', 'cookie', 'origin_refused'],
  ['same-site', 'origin_refused', 'origin_refused'],
  ['cross-site', 'origin_refused', 'origin_refused'],
])('by the cookie, what is asked from %s is %s to read and %s to change', async (site, read, change) => {
  const headers = { cookie: 'login=yes', 'sec-fetch-site': site };
  expect(await outcome(headers)).toBe(read);
  expect(await outcome(headers, '203.0.113.5', 'POST')).toBe(change);
});

it('a browser that does not say who asks may read by the cookie', async () => {
  expect(await outcome({ cookie: 'login=yes' })).toBe('cookie');
  expect(await outcome({ cookie: 'login=yes' }, '203.0.113.5', 'POST')).toBe('origin_refused');
});
