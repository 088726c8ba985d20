import type { EventRecord } from '@capstan/events';
import { requireConsecutive } from './batch-order.ts';

/**
 * The order of a log's appends while several are under way. If one fails, those behind it fail with the same error,
 * and once all of them have, the log goes on from `nextId`.
 */
export class AppendOrder {
  readonly #conversationId: string;
  #nextId: number;
  /** As `nextId` once everything under way is durable. */
  #nextIdQueued: number;
  readonly #underWay = new Set<Promise<void>>();
  #failure: Error | undefined;

  constructor(conversationId: string, nextId: number) {
    this.#conversationId = conversationId;
    this.#nextId = nextId;
    this.#nextIdQueued = nextId;
  }

  /** One more than the highest durable id. */
  get nextId(): number {
    return this.#nextId;
  }

  /** Throws the failure of an append before this one, if those behind it are still being refused. */
  requireUnbroken(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Rejects with `conversation_busy` if the ids do not go on; `write` must write in the order of the calls. */
  async add(records: readonly EventRecord[], write: () => Promise<void>): Promise<void> {
    this.requireUnbroken();
    requireConsecutive(this.#conversationId, this.#nextIdQueued, records);
    if (records.length === 0) return;
    const next = this.#nextIdQueued + records.length;
    this.#nextIdQueued = next;
    const written = write();
    this.#underWay.add(written);
    try {
      await written;
      this.#nextId = next;
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
      throw this.#failure;
    } finally {
      this.#underWay.delete(written);
      if (this.#underWay.size === 0 && this.#failure !== undefined) {
        this.#failure = undefined;
        this.#nextIdQueued = this.#nextId;
      }
    }
  }

  /** Resolves once nothing is under way. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }
}
