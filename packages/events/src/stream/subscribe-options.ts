import type { CapstanError, Event } from '@capstan/protocol';
import type { SubscriberId } from './subscriber-id.ts';

export interface SubscribeOptions {
  id: SubscriberId;
  /** Tells several subscriptions of one subscriber apart; default empty. */
  callbackId?: string;
  /** Begins with the event after this id: -1 for all. By default with the next event that becomes durable. */
  after?: number;
  /**
   * Gets every event once, in order, the next one only when the promise of the last has settled. What it
   * throws goes to the stream's `onFailure` and stops nothing.
   */
  onEvent: (event: Event) => void | Promise<void>;
  /** Told when the queue overflowed. The subscription goes on by itself after `resumeAfter`, from the store. */
  onLag?: (lag: { resumeAfter: number }) => void;
  /** Told when no more events will come: the log cannot be written, or not be read. */
  onError?: (error: CapstanError) => void;
  /** Most events that wait for this subscriber; default 5,000. */
  queueLimit?: number;
}

/** Where a subscription stands. */
export interface SubscriberRef {
  id: SubscriberId;
  callbackId: string;
  /** The last event given to it, -1 for none. */
  resumeAfter: number;
}
