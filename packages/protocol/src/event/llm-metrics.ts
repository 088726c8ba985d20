import * as z from 'zod/mini';
import { count, text, textOrEmpty } from './field.ts';
import { lazy } from './lazy.ts';
import { openObject } from './open-object.ts';

/** Token counts. `per_turn_token` is that of the last call, the other counters are sums. */
const tokenUsage = lazy(() =>
  openObject({
    model: textOrEmpty(),
    prompt_tokens: count(),
    completion_tokens: count(),
    cache_read_tokens: count(),
    cache_write_tokens: count(),
    context_window: count(),
    per_turn_token: count(),
    response_id: textOrEmpty(),
  }),
);

const number = lazy(() => z.number());
const dollars = lazy(() => z.custom<number>((value) => typeof value === 'number' && value >= 0));

/** US dollars, at a time in Unix seconds. */
const modelCost = lazy(() => openObject({ model: text(), cost: number(), timestamp: number() }));

/** Latency in seconds. */
const responseLatency = lazy(() =>
  openObject({ model: text(), latency: number(), response_id: textOrEmpty() }),
);

/** What a conversation has used up to and including the step of the event that carries it. Costs in US dollars. */
export const llmMetrics = lazy(() =>
  openObject({
    accumulated_cost: z._default(dollars(), 0),
    max_budget_per_task: z._default(z.nullable(number()), null),
    accumulated_token_usage: z._default(tokenUsage(), () => tokenUsage().parse({ model: 'default' })),
    costs: z._default(z.array(modelCost()), () => []),
    response_latencies: z._default(z.array(responseLatency()), () => []),
    token_usages: z._default(z.array(tokenUsage()), () => []),
  }),
);

export type WireTokenUsage = z.output<ReturnType<typeof tokenUsage>>;
export type WireCost = z.output<ReturnType<typeof modelCost>>;
export type WireLatency = z.output<ReturnType<typeof responseLatency>>;
export type LlmMetrics = z.output<ReturnType<typeof llmMetrics>>;
