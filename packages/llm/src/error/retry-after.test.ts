import { expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

it.each([
  ['seconds', { 'retry-after': '20' }, 20],
  ['a fraction', { 'retry-after': '0.5' }, 0.5],
  ['an HTTP date', { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }, 30],
  ['a date that is over', { 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 0],
  ['milliseconds first', { 'retry-after-ms': '250', 'retry-after': '20' }, 0.25],
  [
    'the exhausted one of several limits',
    {
      'x-ratelimit-remaining-requests': '10',
      'x-ratelimit-reset-requests': '1h',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '6m1.5s',
    },
    361.5,
  ],
  [
    'the date of Anthropic',
    {
      'anthropic-ratelimit-input-tokens-remaining': '0',
      'anthropic-ratelimit-input-tokens-reset': '2026-11-21T12:00:45Z',
    },
    45,
  ],
  ['milliseconds since the epoch (OpenRouter)', { 'x-ratelimit-reset': String(NOW + 9000) }, 9],
  ['nonsense', { 'retry-after': 'soon' }, undefined],
  ['nothing', {}, undefined],
])('reads %s', (_, headers, seconds) => {
  // Undefined fields of the union vanish through JSON.
  const given: Record<string, string> = JSON.parse(JSON.stringify(headers));
  const read = readRetryAfter({ headers: given, message: '', retryDelay: undefined }, NOW);
  if (seconds === undefined) expect(read).toBeUndefined();
  else expect(read).toBeCloseTo(seconds, 5);
});

it('reads the body of Gemini and the words of OpenAI', () => {
  expect(readRetryAfter({ headers: {}, message: '', retryDelay: '31s' }, NOW)).toBe(31);
  const message = 'Rate limit reached. Please try again in 1m2.5s. Visit …';
  expect(readRetryAfter({ headers: {}, message, retryDelay: undefined }, NOW)).toBe(62.5);
});
