import { expect, it } from 'vitest';
import { costText } from './cost-text.ts';

it.each([
  [0, ''],
  [0.0004, '<$0.01'],
  [0.01, '$0.01'],
  [1.236, '$1.24'],
  [99.99, '$99.99'],
  [1234.5, '$1235'],
])('%f dollars are %s', (usd, text) => {
  expect(costText(usd)).toBe(text);
});
