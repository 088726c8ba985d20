import type { CapstanError } from '@capstan/protocol';
import type { ConversationFeed } from '../conversation/conversation-feed.ts';
import type { Outlet } from './outlet.ts';
import type { StreamFormat } from './stream-format.ts';

/** Why nothing more is sent. */
export type FollowEnd = { kind: 'lagged' } | { kind: 'ended'; error: CapstanError };

export interface FollowOptions {
  feed: ConversationFeed;
  after: number;
  deltas: boolean;
  format: StreamFormat;
  outlet: Outlet;
  /** The last word has been written: the connection is to be closed. */
  onEnd: (end: FollowEnd) => void;
}

/**
 * Sends a client the events of a conversation from a cursor on. It waits for a client that is behind, which gets no
 * deltas meanwhile; when too much has piled up the client is told where to go on. Returns the way to end it.
 */
export function followFeed({ feed, after, deltas, format, outlet, onEnd }: FollowOptions): () => void {
  let ended = false;
  let written = after;
  let unsubscribe: () => void = () => undefined;
  const end = (lastWord: string, reason: FollowEnd): void => {
    if (ended) return;
    ended = true;
    unsubscribe();
    void outlet.write(lastWord);
    onEnd(reason);
  };
  unsubscribe = feed.subscribe({
    after,
    onEvent: (event) => {
      if (ended) return undefined;
      written = event.id;
      return outlet.write(format.event(event));
    },
    ...(deltas && {
      onDelta: (delta) => {
        if (!ended && !outlet.congested) void outlet.write(format.delta(delta));
      },
    }),
    onNotice: (notice) => {
      if (!ended) void outlet.write(format.notice(notice));
    },
    // An event that has been handed over may not have been written yet: what was written counts.
    onLag: () => end(format.lagged(written), { kind: 'lagged' }),
    onEnd: (error) => end(format.end(error), { kind: 'ended', error }),
  });
  if (ended) unsubscribe();
  return () => {
    ended = true;
    unsubscribe();
  };
}
