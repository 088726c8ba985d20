import type { Settings } from '../../api/settings.ts';
import { countText, type Bill } from '../../screen/index.ts';

/** What stands under the composer. */
export interface ComposerFacts {
  /** Name of the model that answers; empty while it is not known. */
  model: string;
  /** When the person is asked before an action; empty while it is not known. */
  asks: string;
}

export function composerFacts(
  bill: Pick<Bill, 'steps'>,
  settings: Pick<Settings, 'llm_model' | 'confirmation_mode' | 'security_analyzer'> | null | undefined,
): ComposerFacts {
  const answered = bill.steps.findLast(({ aside, agent }) => !aside && agent === '')?.model;
  const name = answered ?? settings?.llm_model ?? '';
  return { model: name.split('/').at(-1) ?? name, asks: settings === undefined ? '' : asksOf(settings) };
}

function asksOf(settings: Pick<Settings, 'confirmation_mode' | 'security_analyzer'> | null): string {
  if (settings?.confirmation_mode !== true) return 'Never asks';
  return settings.security_analyzer === 'llm' ? 'Asks when risky' : 'Always asks';
}

/** US dollars, as exact as they are worth: `$0.0004`, `$0.12`, `$12.30`. */
export function dollars(usd: number): string {
  if (usd === 0) return '$0.00';
  return `$${usd < 0.01 ? usd.toPrecision(1) : usd.toFixed(2)}`;
}

/** The cost in a word: a `+` where answers of unknown price come on top, and no sum where all are. */
export function costMark({ usd, unpricedCalls }: Pick<Bill, 'usd' | 'unpricedCalls'>): string {
  if (unpricedCalls === 0) return dollars(usd);
  return usd === 0 ? 'No price' : `${dollars(usd)}+`;
}

/** `$0.12 of $5.00`, and what is not in it. */
export function costText({
  usd,
  budgetUsd,
  unpricedCalls,
}: Pick<Bill, 'usd' | 'budgetUsd' | 'unpricedCalls'>): string {
  const budget = budgetUsd === null || budgetUsd === 0 ? '' : ` of ${dollars(budgetUsd)}`;
  const unpriced =
    unpricedCalls === 0 ? '' : `, without ${countText(unpricedCalls, 'answer')} of unknown price`;
  return `${dollars(usd)}${budget}${unpriced}`;
}

/** `62k of 200k tokens`. */
export function windowText({ windowTokens, windowSize }: Pick<Bill, 'windowTokens' | 'windowSize'>): string {
  const of = windowSize === null ? '' : ` of ${tokens(windowSize)}`;
  return `${tokens(windowTokens)}${of} tokens in the window of the model`;
}

const tokens = (count: number): string =>
  count < 1_000
    ? String(count)
    : count < 1_000_000
      ? `${Math.round(count / 1_000)}k`
      : `${(count / 1_000_000).toFixed(1)}M`;
