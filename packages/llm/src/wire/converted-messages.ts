import type { ModelMessage } from '@capstan/protocol';

/**
 * Keeps what each message was converted to, as long as the message lives. Messages are never changed
 * in place, so a step converts only the messages that it adds.
 */
export class ConvertedMessages<Converted> {
  readonly #convert: (message: ModelMessage, marked: boolean) => Converted;
  readonly #plain = new WeakMap<ModelMessage, Converted>();
  readonly #marked = new WeakMap<ModelMessage, Converted>();

  constructor(convert: (message: ModelMessage, marked: boolean) => Converted) {
    this.#convert = convert;
  }

  get(message: ModelMessage, marked: boolean): Converted {
    const known = marked ? this.#marked : this.#plain;
    const found = known.get(message);
    if (found !== undefined) return found;
    const converted = this.#convert(message, marked);
    known.set(message, converted);
    return converted;
  }
}
