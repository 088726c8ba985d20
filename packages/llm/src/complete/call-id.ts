import { randomUUID } from 'node:crypto';

/** Below this a provider's id is a counter or a small random number: Ollama has one of a thousand. */
const MIN_CHARACTERS = 20;

/** Enough to catch a server that repeats itself; older ids are forgotten. */
const MAX_REMEMBERED = 1000;

/**
 * Gives each answer an id by which its cost is counted exactly once: the provider's own where it can be
 * trusted to be unique, made so where it cannot.
 */
export class CallIds {
  readonly #seen = new Set<string>();

  next(provided: string | undefined): string {
    const id = this.#unique(provided);
    this.#seen.add(id);
    if (this.#seen.size > MAX_REMEMBERED) {
      for (const oldest of this.#seen) {
        this.#seen.delete(oldest);
        break;
      }
    }
    return id;
  }

  #unique(provided: string | undefined): string {
    if (provided === undefined) return `call-${randomUUID()}`;
    const doubtful = provided.length < MIN_CHARACTERS || this.#seen.has(provided);
    return doubtful ? `${provided}-${randomUUID()}` : provided;
  }
}
