import { CapstanError, type ErrorCode } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { decideRetry, RETRY_DEFAULTS } from './retry-policy.ts';

const waits = (
  code: ErrorCode,
  options: { retryAfterSeconds?: number; reached?: boolean } = {},
): number[] => {
  const { reached = true, ...more } = options;
  const error = new CapstanError(code, 'x', more);
  const seconds: number[] = [];
  for (let attempts = 1; ; attempts++) {
    const decision = decideRetry({ error, attempts, reached }, RETRY_DEFAULTS, () => 0);
    if (decision === undefined) return seconds;
    seconds.push(decision.waitSeconds);
  }
};

it('waits twice as long each time, five attempts in all', () => {
  expect(waits('model_overloaded')).toEqual([8, 16, 32, 64]);
});

it('waits as asked once, and then at least as long as it would by itself', () => {
  expect(waits('model_rate_limited', { retryAfterSeconds: 1 })).toEqual([1, 8, 16, 32]);
  expect(waits('model_rate_limited', { retryAfterSeconds: 40 })).toEqual([40, 40, 40, 40]);
});

it('asks a model that stumbled over its own answer again at once', () => {
  expect(waits('model_bad_response', { retryAfterSeconds: 0 })).toEqual([0, 0, 0, 0]);
});

it('does not wait longer than it may', () => {
  expect(waits('model_rate_limited', { retryAfterSeconds: 601 })).toEqual([]);
});

it('looks once more where nobody has ever answered', () => {
  expect(waits('model_unreachable', { reached: false })).toEqual([1]);
  expect(waits('model_unreachable')).toEqual([8, 16, 32, 64]);
});

it('does not repeat what cannot get better', () => {
  for (const code of [
    'model_authentication',
    'model_context_overflow',
    'cancelled',
    'model_bad_request',
  ] as const) {
    expect(waits(code)).toEqual([]);
  }
});

it('adds chance on top, never below', () => {
  const error = new CapstanError('model_overloaded', 'x');
  const decision = decideRetry({ error, attempts: 1, reached: true }, RETRY_DEFAULTS, () => 0.999);
  expect(decision?.waitSeconds).toBeGreaterThan(8);
  expect(decision?.waitSeconds).toBeLessThanOrEqual(8.8);
});
