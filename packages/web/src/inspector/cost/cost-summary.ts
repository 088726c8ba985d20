import type { Bill, StepCost } from '../../screen/index.ts';

/** Sums of some answers. US dollars and tokens. */
export interface CostSums {
  calls: number;
  /** Of the answers whose price is known. */
  usd: number;
  unpricedCalls: number;
  /** All of the prompts; what was cached is a part of it. */
  inputTokens: number;
  cachedTokens: number;
  /** All of the answers; reasoning is a part of it. */
  outputTokens: number;
  reasoningTokens: number;
}

export interface CostSummary extends CostSums {
  /** Answers to agents, and what one costs on average; null where no price is known. */
  steps: number;
  usdPerStep: number | null;
  /** What was asked beside the agents, such as for a title. */
  asides: CostSums;
}

export function costSummary({ steps: all }: Pick<Bill, 'steps'>): CostSummary {
  const own = sumsOf(all.filter((step) => !step.aside));
  const priced = own.calls - own.unpricedCalls;
  return {
    ...sumsOf(all),
    steps: own.calls,
    usdPerStep: priced === 0 ? null : own.usd / priced,
    asides: sumsOf(all.filter((step) => step.aside)),
  };
}

function sumsOf(steps: readonly StepCost[]): CostSums {
  const sums: CostSums = {
    calls: steps.length,
    usd: 0,
    unpricedCalls: 0,
    inputTokens: 0,
    cachedTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
  };
  for (const step of steps) {
    sums.usd += step.usd ?? 0;
    if (step.usd === null) sums.unpricedCalls += 1;
    sums.inputTokens += step.inputTokens;
    sums.cachedTokens += step.cachedTokens;
    sums.outputTokens += step.outputTokens;
    sums.reasoningTokens += step.reasoningTokens;
  }
  return sums;
}

export interface CostGroup extends CostSums {
  name: string;
}

/** By something of each answer, the dearest first. */
export function costGroups(
  steps: readonly StepCost[],
  nameOf: (step: StepCost) => string,
): readonly CostGroup[] {
  const groups = new Map<string, StepCost[]>();
  for (const step of steps) {
    const name = nameOf(step);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [step]);
    else group.push(step);
  }
  return Array.from(groups, ([name, group]) => ({ name, ...sumsOf(group) })).toSorted(
    (a, b) => b.usd - a.usd || b.inputTokens - a.inputTokens,
  );
}
