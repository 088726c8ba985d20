import { CapstanError, type Event } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';
import type { ConversationFeed } from '../../conversation/conversation-feed.ts';
import type { Standing, StandingFold } from './standing.ts';

export interface RestOptions {
  feed: ConversationFeed;
  /** How the agent stands; goes on with what comes. */
  fold: StandingFold;
  /** Only a rest that began after this event counts. */
  after: number;
  milliseconds: number;
  signal: AbortSignal;
  /** Whether a failure that was told has ended the agent, so that no event need follow. */
  hasFailed: () => Promise<boolean>;
  onEvent: (event: Event) => Promise<void>;
  onNotice: (notice: Notice) => Promise<void>;
  /** Called once at the beginning, and every so often while nothing happens. */
  onSilence: () => Promise<void>;
  silenceMilliseconds: number;
}

export type RestOutcome =
  | { kind: 'rest'; standing: Standing }
  | { kind: 'timeout'; standing: Standing }
  /** The agent cannot go on, and its log does not say so. */
  | { kind: 'failed'; reason: string };

/**
 * Waits until the agent rests. Rejects with `cancelled` by the signal, and with the reason of the feed when no more
 * events will come.
 */
export async function waitForRest(options: RestOptions): Promise<RestOutcome> {
  const { feed, fold, after, signal, hasFailed, onEvent, onNotice, onSilence } = options;
  const rest = (): Standing | undefined => {
    const { standing } = fold;
    return standing.atRest && standing.since > after ? standing : undefined;
  };
  const already = rest();
  if (already !== undefined) return { kind: 'rest', standing: already };
  const { promise, resolve, reject } = Promise.withResolvers<RestOutcome>();
  const cancel = (): void => reject(new CapstanError('cancelled', 'Nobody waits for the answer any more'));
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const bound = setTimeout(() => resolve({ kind: 'timeout', standing: fold.standing }), options.milliseconds);
  const silence = setInterval(() => void onSilence(), options.silenceMilliseconds);
  const unsubscribe = feed.subscribe({
    after: fold.through,
    onEvent: async (event) => {
      silence.refresh();
      fold.add(event);
      await onEvent(event);
      const standing = rest();
      if (standing !== undefined) resolve({ kind: 'rest', standing });
    },
    onNotice: (notice) => {
      void onNotice(notice);
      const reason = failureIn(notice);
      if (reason === undefined) return;
      hasFailed().then((failed) => failed && resolve({ kind: 'failed', reason }), reject);
    },
    onEnd: reject,
  });
  void onSilence();
  try {
    return await promise;
  } finally {
    unsubscribe();
    clearTimeout(bound);
    clearInterval(silence);
    signal.removeEventListener('abort', cancel);
  }
}

function failureIn(notice: Notice): string | undefined {
  if ('error' in notice) return notice.message;
  return notice.type === 'error' ? notice.message : undefined;
}
