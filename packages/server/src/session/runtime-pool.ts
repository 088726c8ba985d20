import type { Runtime } from '@capstan/protocol';
import { PooledRuntime } from './pooled-runtime.ts';

interface Place {
  runtime: PooledRuntime;
  users: number;
}

/**
 * The runtimes of conversations in this process, each shared by whoever needs it: the agent session, and routes that
 * reach for files. The last one to leave decides whether the sandbox is kept for a later process.
 */
export class RuntimePool {
  readonly #places = new Map<string, Place>();
  /** Sandboxes that are ending: a new one of the same conversation waits for that. */
  readonly #ending = new Map<string, Promise<void>>();

  /** The conversation's runtime; made, but not started, if there is none. */
  acquire(conversationId: string, make: () => Runtime): PooledRuntime {
    let place = this.#places.get(conversationId);
    if (place === undefined) {
      const before = this.#ending.get(conversationId) ?? Promise.resolve();
      place = { runtime: new PooledRuntime(make(), before), users: 0 };
      this.#places.set(conversationId, place);
    }
    place.users += 1;
    return place.runtime;
  }

  /** Resolves once the sandbox has ended, or at once while others use it. */
  async release(conversationId: string, options: { keep: boolean }): Promise<void> {
    const place = this.#places.get(conversationId);
    if (place === undefined) return;
    place.users -= 1;
    if (place.users > 0) return;
    this.#places.delete(conversationId);
    const ended = place.runtime.close(options);
    const settled = ended.then(
      () => undefined,
      () => undefined,
    );
    this.#ending.set(conversationId, settled);
    try {
      await ended;
    } finally {
      if (this.#ending.get(conversationId) === settled) this.#ending.delete(conversationId);
    }
  }
}
