import type { ConversationLive } from './conversation-live.ts';
import type { LiveState } from './live-state.ts';

/** What `window.capstan` gives: the open conversation as data, for the console, for reports and for tests. */
export interface ScreenHandle {
  readonly conversationId: string;
  /** What the page knows now. Not a copy. */
  readonly state: LiveState;
}

declare global {
  interface Window {
    /** Undefined while no conversation is open. */
    capstan?: ScreenHandle | undefined;
  }
}

/** Puts a conversation into the hands of the console; returns the way to take it back. */
export function handOver(live: ConversationLive): () => void {
  const handle: ScreenHandle = {
    conversationId: live.conversationId,
    get state() {
      return live.store.getState();
    },
  };
  window.capstan = handle;
  return () => {
    if (window.capstan === handle) window.capstan = undefined;
  };
}
