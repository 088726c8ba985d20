import type { Attention } from './attention.ts';

/** What pages of this browser have told last, by conversation. */
export type Told = Readonly<Record<string, { condition: string; at: number }>>;

/** Pages notice at different moments: lists look every so often, an open conversation at once. Milliseconds. */
const SAME_MILLISECONDS = 30_000;
/** What is older than that is forgotten. */
const KEPT_MILLISECONDS = 3_600_000;

/** What is told after this one is; null when another page has told it already. `now` in Unix milliseconds. */
export function toldAfter(
  told: Told,
  { conversationId, condition }: Pick<Attention, 'conversationId' | 'condition'>,
  now: number,
): Told | null {
  const last = told[conversationId];
  if (last?.condition === condition && now - last.at < SAME_MILLISECONDS) return null;
  const recent = Object.entries(told).filter(([, { at }]) => now - at < KEPT_MILLISECONDS);
  return { ...Object.fromEntries(recent), [conversationId]: { condition, at: now } };
}

export function parseTold(value: unknown): Told {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).flatMap(([id, one]: [string, unknown]) => {
    if (typeof one !== 'object' || one === null) return [];
    const [condition, at]: unknown[] = [Reflect.get(one, 'condition'), Reflect.get(one, 'at')];
    return typeof condition === 'string' && typeof at === 'number' ? [[id, { condition, at }] as const] : [];
  });
  return Object.fromEntries(entries);
}
