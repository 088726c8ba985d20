import { expect, it } from 'vitest';
import { composerFacts, costMark, costText, dollars, windowText } from './composer-facts.ts';

const settings = { llm_model: 'openai/gpt-5', confirmation_mode: null, security_analyzer: null };

it('names the model that answered last, else the one that is set', () => {
  const step = {
    id: 1,
    at: '',
    model: 'claude-x',
    inputTokens: 0,
    outputTokens: 0,
    cachedTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
    usd: 0,
    latencySeconds: 0,
    aside: false,
    agent: '',
  };
  expect(composerFacts({ steps: [] }, settings).model).toBe('gpt-5');
  expect(composerFacts({ steps: [step, { ...step, aside: true, model: 'other' }] }, settings).model).toBe(
    'claude-x',
  );
  expect(composerFacts({ steps: [] }, undefined)).toEqual({ model: '', asks: '' });
});

it.each([
  [null, null, 'Never asks'],
  [true, null, 'Always asks'],
  [true, 'llm', 'Asks when risky'],
])('confirmation %j with analyzer %j: %s', (confirmation_mode, security_analyzer, asks) => {
  expect(composerFacts({ steps: [] }, { ...settings, confirmation_mode, security_analyzer }).asks).toBe(asks);
});

it.each([
  [0, '$0.00'],
  [0.00042, '$0.0004'],
  [0.123, '$0.12'],
  [12.3, '$12.30'],
])('%d is %s', (usd, text) => {
  expect(dollars(usd)).toBe(text);
});

it('says in a word that prices are not known', () => {
  expect(costMark({ usd: 1, unpricedCalls: 0 })).toBe('$1.00');
  expect(costMark({ usd: 1, unpricedCalls: 2 })).toBe('$1.00+');
  expect(costMark({ usd: 0, unpricedCalls: 2 })).toBe('No price');
});

it('says what the cost leaves out', () => {
  expect(costText({ usd: 1, budgetUsd: 5, unpricedCalls: 0 })).toBe('$1.00 of $5.00');
  expect(costText({ usd: 0, budgetUsd: null, unpricedCalls: 2 })).toBe(
    '$0.00, without 2 answers of unknown price',
  );
});

it('says how full the window is', () => {
  expect(windowText({ windowTokens: 62_400, windowSize: 200_000 })).toMatch(/^62k of 200k tokens/);
  expect(windowText({ windowTokens: 900, windowSize: null })).toMatch(/^900 tokens/);
});
