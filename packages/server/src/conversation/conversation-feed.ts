import type { EphemeralDelta } from '@capstan/events';
import type { CapstanError, Event } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';

export interface FeedSubscription {
  /** Begins with the event after this id: -1 for all. */
  after: number;
  /** Every durable event once, in order; the next one only when the promise of the last has settled. */
  onEvent: (event: Event) => void | Promise<void>;
  /** Words of the model and output of commands as they come. */
  onDelta?: (delta: EphemeralDelta) => void;
  /** What is said and not stored. The last one that still holds is said at the start, too. */
  onNotice?: (notice: Notice) => void;
  /** The queue overflowed. The subscription goes on by itself after `resumeAfter`. */
  onLag?: (lag: { resumeAfter: number }) => void;
  /** No more events will come: the conversation was deleted, or its log cannot be read. */
  onEnd?: (reason: CapstanError) => void;
  /** Most events that wait; default 5,000. */
  queueLimit?: number;
}

/** The events of one conversation from a cursor on, over any number of starts and stops of its loop. */
export interface ConversationFeed {
  /** Id of the last durable event at this moment, -1 for none. */
  latestId(): Promise<number>;
  /** Returns the way to end it. */
  subscribe(subscription: FeedSubscription): () => void;
}
