import type { Condition } from '../../screen/index.ts';

/** What is told of a conversation when its state becomes another. */
export interface Attention {
  conversationId: string;
  title: string;
  condition: 'needs-you' | 'failed' | 'done';
}

/** A conversation as it stands in the list. */
export interface Standing {
  conversationId: string;
  title: string;
  condition: Condition;
}

const WORTH_TELLING: ReadonlySet<Condition> = new Set(['needs-you', 'failed', 'done']);

/**
 * What is new since `before`, by id. Conversations that were not there before were opened or loaded, and what they
 * are is nothing new: they are told of only when they change.
 */
export function newAttention(before: ReadonlyMap<string, Condition>, now: readonly Standing[]): Attention[] {
  return now.flatMap(({ conversationId, title, condition }) => {
    const last = before.get(conversationId);
    if (last === undefined || last === condition || !isWorthTelling(condition)) return [];
    return [{ conversationId, title, condition }];
  });
}

const isWorthTelling = (condition: Condition): condition is Attention['condition'] =>
  WORTH_TELLING.has(condition);

/** One sentence that says what is up. */
export function attentionText(condition: Attention['condition']): string {
  switch (condition) {
    case 'needs-you':
      return 'needs you';
    case 'failed':
      return 'failed';
    case 'done':
      return 'is done';
  }
}
