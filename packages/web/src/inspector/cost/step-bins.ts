import type { StepCost } from '../../screen/index.ts';

/** Answers that follow each other, drawn as one bar. Averages of one answer. */
export interface StepBin {
  /** Numbers of the first and the last of them, from 1. */
  from: number;
  to: number;
  /** When the last came, ISO 8601. */
  at: string;
  /** Tokens of the prompt that were not cached. */
  freshTokens: number;
  cachedTokens: number;
  outputTokens: number;
  usd: number | null;
}

/** No more bars than there is room for. */
export function stepBins(steps: readonly StepCost[], mostBins: number): readonly StepBin[] {
  const size = Math.max(1, Math.ceil(steps.length / Math.max(1, mostBins)));
  return Array.from({ length: Math.ceil(steps.length / size) }, (_, index) => {
    const part = steps.slice(index * size, (index + 1) * size);
    const mean = (valueOf: (step: StepCost) => number): number =>
      part.reduce((sum, step) => sum + valueOf(step), 0) / part.length;
    const priced = part.filter(({ usd }) => usd !== null);
    return {
      from: index * size + 1,
      to: index * size + part.length,
      at: part.at(-1)?.at ?? '',
      // What a provider calls cached may be more than what it calls a prompt.
      freshTokens: mean(({ inputTokens, cachedTokens }) => Math.max(0, inputTokens - cachedTokens)),
      cachedTokens: mean(({ inputTokens, cachedTokens }) => Math.min(inputTokens, cachedTokens)),
      outputTokens: mean(({ outputTokens }) => outputTokens),
      usd: priced.length === 0 ? null : priced.reduce((sum, { usd }) => sum + (usd ?? 0), 0) / priced.length,
    };
  });
}

/** How it is called: `Answer 7`, `Answers 8 to 14`. */
export const binName = ({ from, to }: Pick<StepBin, 'from' | 'to'>): string =>
  from === to ? `Answer ${from}` : `Answers ${from} to ${to}`;
