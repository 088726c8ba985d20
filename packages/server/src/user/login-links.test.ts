import { expect, it } from 'vitest';
import { LoginLinks } from './login-links.ts';

const tokenOf = (link: string): string => new URL(link, 'http://localhost').searchParams.get('token') ?? '';

it('a link works once', () => {
  const links = new LoginLinks();
  const token = tokenOf(links.create());
  expect([links.use('guess'), links.use(token), links.use(token)]).toEqual([false, true, false]);
});

it('a link works for ten minutes', () => {
  let now = 0;
  const links = new LoginLinks(() => now);
  const [early, late] = [tokenOf(links.create()), tokenOf(links.create())];
  now = 599_999;
  expect(links.use(early)).toBe(true);
  now = 600_000;
  expect(links.use(late)).toBe(false);
});

it('of very many links the newest work', () => {
  const links = new LoginLinks();
  const tokens = Array.from({ length: 101 }, () => tokenOf(links.create()));
  expect([links.use(tokens[0] ?? ''), links.use(tokens[1] ?? '')]).toEqual([false, true]);
});
