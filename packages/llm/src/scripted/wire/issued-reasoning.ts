import type { Answer, ReasoningAnswer } from '../answer/answer.ts';

const MAX_IDS = 10_000;
const MAX_VARIANTS = 16;

/** Undefined stands for an answer that had this id and no reasoning. */
type Variant = ReasoningAnswer | undefined;

/**
 * Remembers which reasoning came with which tool call, to see whether clients send it back unchanged.
 * Ids are unique in a conversation only, so an id can stand for several. Beyond the limits the oldest
 * is forgotten, and what is forgotten is not checked.
 */
export class IssuedReasoning {
  readonly #byCall = new Map<string, Variant[]>();
  readonly #byItem = new Map<string, Variant[]>();

  remember(answer: Answer): void {
    const reasoning = answer.parts.find((part) => part.type === 'reasoning');
    for (const part of answer.parts) {
      if (part.type === 'tool-call') add(this.#byCall, part.id, reasoning);
    }
    if (reasoning !== undefined) add(this.#byItem, reasoning.itemId, reasoning);
  }

  /** What must come back with a call of this id: one of these, or nothing when the list is empty. */
  requiredWith(callId: string): readonly ReasoningAnswer[] {
    const variants = this.#byCall.get(callId) ?? [];
    return variants.includes(undefined) ? [] : variants.filter((variant) => variant !== undefined);
  }

  /** The reasonings that were given under this id. */
  ofItem(itemId: string): readonly ReasoningAnswer[] {
    return (this.#byItem.get(itemId) ?? []).filter((variant) => variant !== undefined);
  }
}

function add(map: Map<string, Variant[]>, key: string, reasoning: Variant): void {
  const variants = map.get(key) ?? [];
  const known = variants.some(
    (variant) => variant?.signature === reasoning?.signature && variant?.text === reasoning?.text,
  );
  if (!known) variants.push(reasoning);
  if (variants.length > MAX_VARIANTS) variants.shift();
  map.delete(key);
  map.set(key, variants);
  const oldest = map.keys().next();
  if (map.size > MAX_IDS && !oldest.done) map.delete(oldest.value);
}
