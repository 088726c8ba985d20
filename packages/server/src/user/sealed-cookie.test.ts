import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { SealedCookie, type SealedCookieOptions } from './sealed-cookie.ts';

function cookie(changes: Partial<SealedCookieOptions<string>> = {}): SealedCookie<string> {
  return new SealedCookie({
    name: 'thing',
    schema: z.string(),
    secret: 'a secret',
    lifetimeSeconds: 60,
    secure: false,
    ...changes,
  });
}

/** What the browser sends for a `Set-Cookie`. */
const sent = (setCookie: string): string => setCookie.split(';', 1)[0] ?? '';

it('gives back what it holds, which cannot be read', () => {
  const given = cookie().give('somebody@example.com');
  expect(given).not.toContain('somebody');
  expect(given).toMatch(/^thing-[\da-f]{8}=[\w-]+; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(cookie().read(`other=1; ${sent(given)}; more=2`)).toBe('somebody@example.com');
});

it('over TLS it is bound to the host', () => {
  const given = cookie({ secure: true }).give('x');
  expect(given).toMatch(/^__Host-thing-/);
  expect(given).toContain('Secure');
  expect(cookie({ secure: true }).read(sent(given))).toBe('x');
});

it('ends', () => {
  let now = 0;
  const ending = cookie({ now: () => now });
  const given = sent(ending.give('x'));
  now = 59_999;
  expect(ending.read(given)).toBe('x');
  now = 60_000;
  expect(ending.read(given)).toBeUndefined();
});

it('is worth nothing under another secret or as another cookie', () => {
  const value = sent(cookie().give('x')).split('=')[1];
  for (const other of [cookie({ secret: 'another' }), cookie({ name: 'other' })]) {
    const name = other.take().split('=')[0];
    expect(other.read(`${name}=${value}`)).toBeUndefined();
  }
});

it('no change goes unnoticed', () => {
  const given = sent(cookie().give('x'));
  const [name = '', value = ''] = given.split('=');
  const bytes = Buffer.from(value, 'base64url');
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ change;
      expect(cookie().read(`${name}=${changed.toString('base64url')}`)).toBeUndefined();
    }),
  );
});

it.each([undefined, '', 'thing=', 'garbage', '=;=;', `${sent(cookie().take())}AAAA`])(
  '%j holds nothing',
  (header) => {
    expect(cookie().read(header)).toBeUndefined();
  },
);
