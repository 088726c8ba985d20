import { expect, it } from 'vitest';
import { CallIds } from './call-id.ts';

it('keeps a good id, and never gives one twice', () => {
  const ids = new CallIds();
  const good = 'chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG';
  expect(ids.next(good)).toBe(good);
  expect(ids.next(good)).toMatch(new RegExp(`^${good}-.{36}$`));
  expect(ids.next('chatcmpl-7')).toMatch(/^chatcmpl-7-.{36}$/);
  expect(ids.next(undefined)).toMatch(/^call-.{36}$/);
});
