import type { StoreApi } from 'zustand';
import type { ScreenHistory } from '../screen/index.ts';
import type { LiveState } from './live-state.ts';

/**
 * One conversation, followed or recorded: where the page looks for all that it knows of it. `store` is told at most once
 * per frame, however much comes.
 */
export interface ConversationLive {
  /** Empty for a recorded one that no server has. */
  readonly conversationId: string;
  readonly history: ScreenHistory;
  readonly store: StoreApi<LiveState>;
  /** Shows the screen as it was after the event with this id; null goes back to now. */
  show(moment: number | null): void;
}
