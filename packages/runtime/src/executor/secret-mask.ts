import type { ObservationDraft } from '@capstan/protocol';

const MARKER = '<secret_hidden>';

/**
 * Takes the values of secrets that commands were given out of what leaves the sandbox: they must reach
 * neither the ledger nor the wire. It remembers every value it was told of.
 */
export class SecretMask {
  readonly #values = new Set<string>();

  add(secrets: Record<string, string>): void {
    for (const value of Object.values(secrets)) if (value !== '') this.#values.add(value);
  }

  text(text: string): string {
    let masked = text;
    for (const value of this.#values) masked = masked.replaceAll(value, MARKER);
    return masked;
  }

  observation(observation: ObservationDraft): ObservationDraft {
    if (this.#values.size === 0) return observation;
    // Every string in it is replaced by a string, so it keeps its shape.
    return this.#deep(observation) as ObservationDraft;
  }

  /** For output that comes in pieces: what may be the beginning of a value waits for the next piece. */
  stream(emit: (text: string) => void): { push: (text: string) => void; end: () => void } {
    let held = '';
    return {
      push: (text) => {
        const masked = this.text(held + text);
        const open = this.#openEnd(masked);
        held = masked.slice(masked.length - open);
        if (masked.length > open) emit(masked.slice(0, masked.length - open));
      },
      end: () => {
        if (held !== '') emit(held);
        held = '';
      },
    };
  }

  /** How many characters at the end could be the beginning of a value. */
  #openEnd(text: string): number {
    let longest = 0;
    for (const value of this.#values) {
      for (let length = Math.min(value.length - 1, text.length); length > longest; length--) {
        if (text.endsWith(value.slice(0, length))) longest = length;
      }
    }
    return longest;
  }

  #deep(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((entry) => this.#deep(entry));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, this.#deep(entry)]));
  }
}
