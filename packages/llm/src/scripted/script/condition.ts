import { z } from 'zod';

import type { PromptView } from '../prompt/prompt-view.ts';

/** Text to be found: contained as it stands, or a pattern written as `/…/flags`. */
const textMatch = z.string().min(1).refine(isPattern, 'is not a valid regular expression');

/** What a request must look like; everything that is given must hold. */
export const conditionSchema = z.strictObject({
  /** The last message, whoever said it, or a tool's result. */
  lastMessage: textMatch.optional(),
  /** Any of the tool results since the model spoke last. */
  toolResult: textMatch.optional(),
  /** The first message of the user. */
  firstMessage: textMatch.optional(),
  /** The model's name. */
  model: textMatch.optional(),
  /** How many tool results the request holds. */
  toolResults: z.int().min(0).optional(),
  /** How often the model has spoken so far. */
  assistantTurns: z.int().min(0).optional(),
});

export type Condition = z.output<typeof conditionSchema>;

export function holds(condition: Condition, view: PromptView): boolean {
  const { lastMessage, toolResult, firstMessage, model, toolResults, assistantTurns } = condition;
  return (
    (lastMessage === undefined || found(lastMessage, view.lastMessage)) &&
    (toolResult === undefined || view.newToolResults.some((text) => found(toolResult, text))) &&
    (firstMessage === undefined || found(firstMessage, view.firstMessage)) &&
    (model === undefined || found(model, view.model)) &&
    (toolResults === undefined || toolResults === view.toolResults) &&
    (assistantTurns === undefined || assistantTurns === view.assistantTurns)
  );
}

const PATTERN = /^\/(.+)\/([imsu]*)$/s;

function found(wanted: string, text: string): boolean {
  const [, source, flags] = PATTERN.exec(wanted) ?? [];
  return source === undefined ? text.includes(wanted) : new RegExp(source, flags).test(text);
}

function isPattern(text: string): boolean {
  const [, source, flags] = PATTERN.exec(text) ?? [];
  if (source === undefined) return true;
  try {
    return new RegExp(source, flags) instanceof RegExp;
  } catch {
    return false;
  }
}
