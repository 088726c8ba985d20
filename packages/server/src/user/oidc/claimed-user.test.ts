import { expect, it } from 'vitest';
import { claimedUser } from './claimed-user.ts';

const claims = { sub: 'b', email: 'alice@example.org' };

it('leaves out an address that is not verified', () => {
  expect(claimedUser({ ...claims, email_verified: true }, 'sub')).toEqual({ id: 'b', email: claims.email });
  expect(claimedUser({ ...claims, email_verified: false }, 'sub')).toEqual({ id: 'b', email: null });
});

it('nobody becomes somebody else by an address that is not verified', () => {
  expect(claimedUser({ ...claims, email_verified: true }, 'email')).toMatchObject({ id: claims.email });
  expect(claimedUser({ ...claims, email_verified: false }, 'email')).toBeUndefined();
});

it.each([undefined, '', 7, null, 'a\nb', 'x'.repeat(201)])('%j is the name of nobody', (sub) => {
  expect(claimedUser({ sub }, 'sub')).toBeUndefined();
});
