import type { JsonValue } from '@capstan/protocol';

import type { PromptView } from '../prompt/prompt-view.ts';

/** A template asked for something that the request does not hold, and gave no default. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

const SLOT = new RegExp(
  String.raw`\{\{\s*(toolResult|lastMessage|firstMessage|model|turn)` +
    String.raw`(?:\s+\/((?:[^\/\\]|\\.)+)\/([imsu]*))?(?:\s*\?\?\s*(.*?))?\s*\}\}`,
  'g',
);

/** Whether filling the text needs the request. */
export const isTemplate = (value: unknown): boolean => JSON.stringify(value ?? '').search(SLOT) >= 0;

/** Replaces the slots of a text. `number` is the number of the answer, from 1. */
export function fillText(text: string, view: PromptView, number: number): string {
  if (!text.includes('{{')) return text;
  return text.replace(SLOT, (slot, name: string, source?: string, flags?: string, fallback?: string) => {
    const whole = valueOf(name, view, number);
    if (source === undefined) return whole ?? fallback ?? fail(slot);
    const match = whole === undefined ? null : new RegExp(source, flags).exec(whole);
    return match?.[1] ?? match?.[0] ?? fallback ?? fail(slot);
  });
}

/** Replaces the slots of every text inside a value, keys excepted. */
export function fillValue(value: JsonValue, view: PromptView, number: number): JsonValue {
  if (typeof value === 'string') return fillText(value, view, number);
  if (Array.isArray(value)) return value.map((item) => fillValue(item, view, number));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillValue(item, view, number)]));
}

function valueOf(name: string, view: PromptView, number: number): string | undefined {
  switch (name) {
    case 'toolResult':
      return view.lastToolResult;
    case 'lastMessage':
      return view.lastMessage;
    case 'firstMessage':
      return view.firstMessage;
    case 'model':
      return view.model;
    default:
      return String(number);
  }
}

function fail(slot: string): never {
  throw new TemplateError(`The request holds nothing for ${slot} of the script.`);
}
