import type { JsonObject, JsonValue } from '@capstan/protocol';
import { fields, list } from '../read-json.ts';

const GROWING = ['text', 'summary', 'data'] as const;

/**
 * OpenRouter's `reasoning_details` come in pieces and go back whole: pieces of the same type and index
 * are one entry, whose text grows and whose other fields are those said last.
 */
export class ReasoningDetails {
  readonly #entries: JsonObject[] = [];

  push(details: unknown): void {
    for (const detail of list(details)) {
      const read = fields(detail);
      // Parsed from JSON just now, so its values are JSON values.
      if (read !== undefined) this.#merge(read as JsonObject);
    }
  }

  /** The entries, or undefined if there were none. */
  get(): JsonValue[] | undefined {
    return this.#entries.length === 0 ? undefined : this.#entries;
  }

  #merge(piece: JsonObject): void {
    const same = this.#entries.find(
      (entry) => entry['type'] === piece['type'] && entry['index'] === piece['index'],
    );
    if (same === undefined || piece['index'] === undefined) {
      this.#entries.push({ ...piece });
      return;
    }
    for (const [name, value] of Object.entries(piece)) {
      if (value === null) continue;
      const before = same[name];
      const grows =
        GROWING.some((each) => each === name) && typeof before === 'string' && typeof value === 'string';
      same[name] = grows ? before + value : value;
    }
  }
}
