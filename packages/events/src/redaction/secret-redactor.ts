import type { Event, JsonObject, JsonValue } from '@capstan/protocol';
import { ENVELOPE_KEEPS, ENVELOPE_RULES } from './event-mask-rules.ts';
import { maskedJson, MASK_ALL } from './masked-json.ts';
import { maskText, secretTexts } from './secret-text.ts';

/** Secrets by name. */
export type Secrets = Readonly<Record<string, string>>;

/** Takes the values of secrets out of everything that is stored, sent or logged. */
export class SecretRedactor {
  #secrets = new Map<string, string>();
  #texts: readonly string[] = [];

  constructor(secrets: Secrets = {}) {
    this.replace(secrets);
  }

  /** Adds one secret, or changes the one of that name. */
  add(name: string, value: string): void {
    this.merge({ [name]: value });
  }

  /** Adds secrets; those of other names stay. */
  merge(secrets: Secrets): void {
    for (const [name, value] of Object.entries(secrets)) this.#secrets.set(name, value);
    this.#texts = secretTexts(this.#secrets.values());
  }

  /** Forgets all secrets but these. */
  replace(secrets: Secrets): void {
    this.#secrets = new Map();
    this.merge(secrets);
  }

  /** What is masked: the secrets in every form that is looked for, longest first. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  text(text: string): string {
    return this.#texts.length === 0 ? text : maskText(text, this.#texts);
  }

  /** Masks every text in a value; keys stay. Returns the same value if nothing is hidden. */
  json(value: JsonValue): JsonValue {
    return this.#texts.length === 0 ? value : maskedJson(value, (text) => this.text(text), MASK_ALL);
  }

  /**
   * Masks an event, its message included, and leaves alone what identifies it and what must be one of a few
   * words. Returns the same event if nothing is hidden.
   */
  event<E extends Event>(event: E): E {
    if (this.#texts.length === 0) return event;
    if (event.opaque !== undefined) {
      const opaque = this.#envelope(event.opaque);
      const message = this.text(event.message);
      return opaque === event.opaque && message === event.message ? event : { ...event, opaque, message };
    }
    // An event is JSON throughout, and masking changes no key and no type of it.
    return this.#envelope(event as unknown as JsonObject) as unknown as E;
  }

  #envelope(event: JsonObject): JsonObject {
    const mask = (text: string): string => this.text(text);
    let copy: JsonObject | undefined;
    for (const key in event) {
      const value = event[key];
      if (value === undefined || ENVELOPE_KEEPS.has(key)) continue;
      const masked = maskedJson(value, mask, ENVELOPE_RULES.get(key) ?? MASK_ALL);
      if (masked !== value) (copy ??= { ...event })[key] = masked;
    }
    return copy ?? event;
  }
}
