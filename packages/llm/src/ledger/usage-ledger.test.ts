import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeCost } from './describe-cost.ts';
import { UsageLedger, type CallUsage } from './usage-ledger.ts';
import { toWireMetrics } from './wire-metrics.ts';

const call = (id: string, usd: number | null, model = 'openai/gpt-5'): CallUsage => ({
  id,
  model,
  usage: { input: 100, output: 10, cacheRead: 40, cacheWrite: 5, reasoning: 3 },
  cost: { usd, priceTable: 't' },
});

it('counts each call once, in whatever order and however often it is told', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  fc.assert(
    fc.property(fc.array(id), (ids) => {
      const ledger = new UsageLedger();
      const added = ids.filter((each) => ledger.add(call(each, 1)));
      const distinct = new Set(ids).size;
      expect(added).toHaveLength(distinct);
      expect(ledger.total()).toMatchObject({ calls: distinct, knownUsd: distinct });
      expect(ledger.total().usage.input).toBe(distinct * 100);
    }),
  );
});

it('keeps the models apart and the unknown prices visible', () => {
  const ledger = new UsageLedger();
  ledger.add(call('a', 0.01));
  ledger.add(call('b', null, 'vllm/x'));
  expect(ledger.byModel().get('vllm/x')).toMatchObject({ calls: 1, knownUsd: 0, callsOfUnknownPrice: 1 });
  expect(describeCost(ledger.total())).toBe('at least $0.0100; 1 call of unknown price');
  expect(describeCost(new UsageLedger().total())).toBe('$0');
  expect(describeCost(ledger.byModel().get('vllm/x')!)).toBe('unknown');
});

it('gives the totals in the shape of the wire', () => {
  const ledger = new UsageLedger();
  ledger.add(call('a', 0.01));
  ledger.add(call('b', 0.02));
  expect(toWireMetrics(ledger, { maxBudgetUsd: 4, contextTokens: 200_000 })).toEqual({
    accumulated_cost: 0.03,
    max_budget_per_task: 4,
    accumulated_token_usage: {
      model: 'openai/gpt-5',
      prompt_tokens: 200,
      completion_tokens: 20,
      cache_read_tokens: 80,
      cache_write_tokens: 10,
      context_window: 200_000,
      per_turn_token: 110,
      response_id: '',
    },
    costs: [],
    response_latencies: [],
    token_usages: [],
  });
});
