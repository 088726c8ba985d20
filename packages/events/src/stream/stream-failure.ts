import { emitWarning } from 'node:process';
import type { CapstanError } from '@capstan/protocol';
import type { SubscriberRef } from './subscribe-options.ts';

/** What went wrong beside the caller's way. */
export type StreamFailure =
  /** A handler threw, or the log could not be read for it. `resumeAfter` is the event it was given last. */
  | { type: 'subscriber'; subscriber: SubscriberRef; error: unknown }
  | { type: 'ephemeral'; error: unknown }
  /** The log can no longer be written. */
  | { type: 'store'; error: CapstanError };

export type FailureReporter = (failure: StreamFailure) => void;

/** Reports on the process's warning channel, for streams that were given no reporter. */
export const warnOfFailure: FailureReporter = (failure) => {
  const who = failure.type === 'subscriber' ? `subscriber ${failure.subscriber.id}` : failure.type;
  emitWarning(
    `Event stream, ${who}: ${failure.error instanceof Error ? failure.error.stack : String(failure.error)}`,
  );
};
