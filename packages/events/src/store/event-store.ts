import type { EventRecord } from './event-record.ts';

export interface PageRequest {
  /** Lowest id wanted, inclusive; default 0. */
  from?: number;
  /** Highest id wanted, inclusive; default the last. */
  to?: number;
  /** At most this many; 1 to 10,000. */
  limit: number;
  /** From the highest id downwards. */
  reverse?: boolean;
}

/** The log of one conversation in a back end. Written by one stream at a time, read by many. */
export interface EventStore {
  readonly conversationId: string;
  /** The id that the next event gets: one more than the highest stored, 0 for an empty log. */
  readonly nextId: number;
  /**
   * Makes the records durable, all or none, in order. Ids must go on from `nextId` without a gap.
   * Resolves once they would survive a crash of the process and of the machine. Rejects with
   * `storage_full`, `storage_corrupt` or `storage_failed`; nothing of the batch is kept then.
   */
  append(records: readonly EventRecord[]): Promise<void>;
  /** The record, or undefined if there is none with this id. Costs O(1). */
  get(id: number): Promise<EventRecord | undefined>;
  /** A page in id order. Costs O(page). Ids that are missing (logs of other systems) are passed over. */
  page(request: PageRequest): Promise<EventRecord[]>;
  /** Waits for what is being written, then releases the store. */
  close(): Promise<void>;
}

/** A back end that keeps the logs of many conversations. */
export interface EventStorage {
  /** Opens the log, creating it if `create` is set; rejects with `conversation_not_found` otherwise. */
  open(conversationId: string, options: { create: boolean }): Promise<EventStore>;
  close(): Promise<void>;
}
