import { expect, it } from 'vitest';
import { clock, standingWords } from './standing-words.ts';

const parts = {
  condition: 'working',
  reason: '',
  notice: '',
  secondsLeft: null,
  asked: false,
  hasTask: true,
  gaveBack: false,
  unread: 0,
} as const;

it('tells the phase of the start', () => {
  expect(standingWords({ ...parts, condition: 'starting', notice: 'Starting the sandbox…' })?.text).toBe(
    'Starting the sandbox…',
  );
});

it('tells why it failed and what to do, not the name of the code', () => {
  const words = standingWords({
    ...parts,
    condition: 'failed',
    reason: 'model_authentication: The key was refused',
  });
  expect(words).toEqual({
    text: 'The key was refused',
    remedy: 'Check the API key and that it may use this model.',
  });
});

it('counts down to the end of a rate limit', () => {
  const words = standingWords({ ...parts, condition: 'waiting', secondsLeft: 42 });
  expect(words?.text).toBe('Rate limit of the model: goes on in 0:42.');
});

it('tells that messages wait to be read', () => {
  expect(standingWords({ ...parts, unread: 1 })?.text).toBe('It reads your message at its next step.');
  expect(standingWords({ ...parts, unread: 2 })?.text).toBe('It reads your messages at its next step.');
});

it('says nothing where the name of the state says it all', () => {
  expect(standingWords(parts)).toBeNull();
  expect(standingWords({ ...parts, condition: 'done' })).toBeNull();
});

it.each([
  [5, '0:05'],
  [65, '1:05'],
  [600, '10:00'],
  [3_723, '1:02:03'],
])('%d seconds are %s', (seconds, text) => {
  expect(clock(seconds)).toBe(text);
});
