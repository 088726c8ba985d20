import { rank } from '../../app/palette/rank.ts';
import { visibleText } from '../../screen/index.ts';
import type { PickOption } from '../pick-list.tsx';

const MOST = 60;

/** `anthropic` of `anthropic/claude-sonnet-4-5`; empty for a name alone. */
const providerOf = (model: string): string => model.slice(0, Math.max(0, model.indexOf('/')));

/** `claude-sonnet-4-5` of `anthropic/claude-sonnet-4-5`. */
export const modelText = (model: string): string => model.slice(model.indexOf('/') + 1);

/**
 * Models that take the place of the current one without another key: those of its provider, the best answers to what
 * was typed first.
 */
export function modelOptions(models: readonly string[], current: string, typed: string): PickOption[] {
  const provider = providerOf(current);
  return [...new Set([current, ...models])]
    .filter((model) => providerOf(model) === provider)
    .map((model) => ({ model, score: rank(typed, modelText(model)) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => (typed.trim() === '' ? 0 : b.score - a.score))
    .slice(0, MOST)
    .map(({ model }) => ({ id: model, text: visibleText(modelText(model)) }));
}
