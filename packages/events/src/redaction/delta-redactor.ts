import type { SecretRedactor } from './secret-redactor.ts';
import { occurrences } from './secret-text.ts';

const MOST_CHANNELS = 64;
const MOST_HELD = 65_536;

/**
 * Masks text that arrives in pieces. The end of a piece is held back while it could be the beginning of a
 * secret; it comes with the next piece of the same channel, or not at all if there is none, which live text
 * may do because the durable event that follows has all of it.
 */
export class DeltaRedactor {
  readonly #redactor: SecretRedactor;
  readonly #held = new Map<string, string>();

  constructor(redactor: SecretRedactor) {
    this.#redactor = redactor;
  }

  /** What of the piece may be shown now. */
  next(channel: string, piece: string): string {
    const secrets = this.#redactor.texts;
    if (secrets.length === 0) return piece;
    const text = (this.#held.get(channel) ?? '') + piece;
    const from = holdFrom(text, secrets);
    this.#held.delete(channel);
    if (from < text.length) this.#hold(channel, text.slice(from));
    return this.#redactor.text(text.slice(0, from));
  }

  #hold(channel: string, text: string): void {
    const oldest = this.#held.keys().next();
    if (this.#held.size >= MOST_CHANNELS && !oldest.done) this.#held.delete(oldest.value);
    this.#held.set(channel, text);
  }
}

/** From where on the text must wait: where a secret may begin whose end has not come. */
function holdFrom(text: string, secrets: readonly string[]): number {
  let from = text.length;
  for (const secret of secrets) from = Math.min(from, beginningOf(secret, text));
  // A secret that is whole is not cut in two, or its first half would be shown as harmless text.
  const across = occurrences(text, secrets).find((range) => range.start < from && from < range.end);
  const safe = across?.start ?? from;
  return text.length - safe > MOST_HELD ? text.length : safe;
}

/** Where an end of `text` starts that begins `secret` without being the whole of it; its length if nowhere. */
function beginningOf(secret: string, text: string): number {
  const first = secret.charAt(0);
  let at = text.indexOf(first, Math.max(0, text.length - secret.length + 1));
  while (at !== -1) {
    if (secret.startsWith(text.slice(at))) return at;
    at = text.indexOf(first, at + 1);
  }
  return text.length;
}
