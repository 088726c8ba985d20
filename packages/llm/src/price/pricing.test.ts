import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { createPricing, type PricingOptions } from './pricing.ts';
import { GENAI_PRICES_VERSION } from './public-prices.ts';

const cost = (options: Partial<PricingOptions>, usage = {}, reportedCostUsd?: number) =>
  createPricing({
    modelName: 'claude-sonnet-4-5',
    settings: undefined,
    local: false,
    publicProvider: 'anthropic',
    now: () => Date.parse('2026-11-21T00:00:00Z'),
    ...options,
  }).cost({
    reason: 'stop',
    usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0, ...usage },
    reportedCostUsd,
  });

const ROUND = { input: 1_000_000, output: 100_000 };

it('prices cached tokens at their own rates', async () => {
  const plain = await cost({}, { input: 100_000, output: 1000 });
  const cached = await cost({}, { input: 100_000, output: 1000, cacheRead: 90_000, cacheWrite: 5000 });
  // 3 $, 15 $, 0.30 $ and 3.75 $ per million tokens.
  expect(plain.usd).toBeCloseTo(0.3 + 0.015, 6);
  expect(cached.usd).toBeCloseTo(0.005 * 3 + 0.09 * 0.3 + 0.005 * 3.75 + 0.015, 6);
  expect(cached.priceTable).toBe(`genai-prices ${GENAI_PRICES_VERSION}`);
});

it('does not know the price of a model that is in no table', async () => {
  expect((await cost({ modelName: 'no-such-model' }, ROUND)).usd).toBeNull();
  expect(await cost({ publicProvider: undefined }, ROUND)).toEqual({ usd: null, priceTable: 'none' });
});

it('does not take missing usage for a call that was free', async () => {
  expect((await cost({})).usd).toBeNull();
});

it('goes by the person first, then by what is local, then by what the provider reports', async () => {
  const settings = { input: 1, output: 10, cacheRead: 0.1 };
  expect(await cost({ settings, local: true }, { ...ROUND, cacheRead: 500_000 }, 7)).toEqual({
    usd: 0.5 + 0.05 + 1,
    priceTable: 'settings',
  });
  expect(await cost({ local: true }, ROUND, 7)).toEqual({ usd: 0, priceTable: 'local' });
  expect(await cost({}, ROUND, 7)).toEqual({ usd: 7, priceTable: 'provider' });
});

it('puts our own entries before the public table', async () => {
  const priced = await cost({ publicProvider: 'mistral', modelName: 'devstral-medium-2507' }, ROUND);
  expect(priced).toEqual({ usd: 0.6, priceTable: expect.stringContaining('capstan-prices') });
});

it('names the version of the public table that is installed', () => {
  const entry = createRequire(import.meta.url).resolve('@pydantic/genai-prices');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'));
  expect(version).toBe(GENAI_PRICES_VERSION);
});
