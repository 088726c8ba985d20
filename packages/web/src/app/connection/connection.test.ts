import { beforeEach, expect, it } from 'vitest';
import { isCutOff, useConnection } from './connection.ts';

const state = () => useConnection.getState();

beforeEach(() => useConnection.setState({ lostAt: null, broken: new Set() }));

it('is cut off until the server is reached again', () => {
  state().lost();
  const first = state().lostAt;
  state().lost();
  expect(state().lostAt).toBe(first);
  expect(isCutOff(state())).toBe(true);
  state().reached();
  expect(isCutOff(state())).toBe(false);
});

it('is cut off while one of the followed conversations is', () => {
  state().setFollowing('a', false);
  state().setFollowing('b', false);
  state().setFollowing('a', true);
  expect(isCutOff(state())).toBe(true);
  state().setFollowing('b', true);
  expect(isCutOff(state())).toBe(false);
});

it('what stands and is told to stand changes nothing', () => {
  const { broken } = state();
  state().setFollowing('a', true);
  expect(state().broken).toBe(broken);
});
