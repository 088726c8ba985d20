import type { ModelMessage } from '@capstan/protocol';
import { ConvertedMessages } from '../converted-messages.ts';
import { KeptBytes } from './kept-bytes.ts';
import { messageJson, type MessageJson, type MessageJsonOptions } from './message-json.ts';

interface WrittenMessage {
  message: ModelMessage;
  marked: boolean;
  /** Where its bytes end. */
  end: number;
}

/**
 * The messages of the last request as bytes of JSON, elements of an array without its brackets. A request that
 * begins with the same message objects, marked alike, takes over their bytes and pays only for what is new.
 */
export class MessageList {
  readonly #converted: ConvertedMessages<MessageJson>;
  readonly #bytes = new KeptBytes();
  #written: WrittenMessage[] = [];

  constructor(options: MessageJsonOptions) {
    this.#converted = new ConvertedMessages((message, marked) => messageJson(message, marked, options));
  }

  /** The chunks, to be sent one after the other. They do not change when the next request is written. */
  write(messages: readonly ModelMessage[], marks: ReadonlySet<ModelMessage>): Uint8Array[] {
    const kept = this.#commonStart(messages, marks);
    this.#bytes.cut(this.#written[kept - 1]?.end ?? 0);
    this.#written.length = kept;
    const after = this.#append(messages.slice(kept), marks, this.#waiting());
    const chunks = [this.#bytes.view()];
    // Not kept: in the next request more results may come before them.
    if (after.length > 0) chunks.push(Buffer.from(after.map((json) => `,${json}`).join('')));
    return chunks;
  }

  #commonStart(messages: readonly ModelMessage[], marks: ReadonlySet<ModelMessage>): number {
    const differs = this.#written.findIndex(
      ({ message, marked }, index) => messages[index] !== message || marks.has(message) !== marked,
    );
    return differs === -1 ? this.#written.length : differs;
  }

  /** What belongs behind the tool results at the end of what is kept. */
  #waiting(): string[] {
    const first = this.#written.findLastIndex(({ message }) => message.role !== 'tool') + 1;
    return this.#written
      .slice(first)
      .flatMap(({ message, marked }) => this.#converted.get(message, marked).after ?? []);
  }

  /** Returns what belongs behind the tool results at the end. */
  #append(messages: readonly ModelMessage[], marks: ReadonlySet<ModelMessage>, waiting: string[]): string[] {
    const added = messages.map((message) => {
      const marked = marks.has(message);
      return { message, marked, ...this.#converted.get(message, marked) };
    });
    this.#bytes.expect(added.reduce((sum, { json }) => sum + json.length + 1, 0));
    let after = waiting;
    for (const { message, marked, json, after: own } of added) {
      if (message.role !== 'tool' && after.length > 0) {
        for (const each of after) this.#element(each);
        after = [];
      }
      this.#element(json);
      if (own !== undefined) after.push(own);
      this.#written.push({ message, marked, end: this.#bytes.length });
    }
    return after;
  }

  #element(json: string): void {
    if (this.#bytes.length > 0) this.#bytes.append(',');
    this.#bytes.append(json);
  }
}
