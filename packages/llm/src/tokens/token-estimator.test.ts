import type { ModelMessage } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { countTokensExactly } from './exact-tokens.ts';
import { estimateTokens, TokenEstimator } from './token-estimator.ts';

const user = (text: string): ModelMessage => ({ role: 'user', content: [{ type: 'text', text }] });

it('is near the truth for prose and for code', async () => {
  const prose = 'The quick brown fox jumps over the lazy dog, and then it goes home to sleep. '.repeat(50);
  const code =
    'export function add(first: number, second: number): number {\n  return first + second;\n}\n'.repeat(50);
  for (const text of [prose, code]) {
    const exact = await countTokensExactly(text);
    expect(estimateTokens(text)).toBeGreaterThan(exact * 0.7);
    expect(estimateTokens(text)).toBeLessThan(exact * 1.6);
  }
});

it('learns how the model counts, within bounds', () => {
  const estimator = new TokenEstimator();
  const messages = [user('x'.repeat(4000))];
  const before = estimator.estimate(messages);
  for (let round = 0; round < 20; round++) estimator.calibrate(messages, [], before * 1.5);
  expect(estimator.estimate(messages)).toBeCloseTo(before * 1.5, -1);
  for (let round = 0; round < 50; round++) estimator.calibrate(messages, [], before * 100);
  expect(estimator.factor).toBeLessThanOrEqual(3);
});

it('counts images, calls and tools too', () => {
  const estimator = new TokenEstimator();
  const image: ModelMessage = {
    role: 'user',
    content: [{ type: 'image', url: `data:image/png;base64,${'A'.repeat(9000)}` }],
  };
  expect(estimator.estimate([image])).toBe(1204);
  const tool = { name: 'bash', description: 'x'.repeat(400), inputSchema: {} };
  expect(estimator.estimate([], [tool])).toBeGreaterThan(100);
});
