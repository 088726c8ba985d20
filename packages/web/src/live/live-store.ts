import { createStore, type StoreApi } from 'zustand';
import { createHistory, type ScreenHistory } from '../screen/index.ts';
import type { ConversationLive } from './conversation-live.ts';
import type { LiveState } from './live-state.ts';
import { NO_WORDS } from './live-words.ts';

/** A conversation of which nothing is known yet. */
export function emptyState(history: ScreenHistory): LiveState {
  return {
    now: history.state,
    shown: history.state,
    moment: null,
    following: 'connecting',
    failure: undefined,
    caughtUp: false,
    loaded: 0,
    words: NO_WORDS,
    outputs: new Map(),
    notice: null,
  };
}

/** Goes to a moment, and says what is shown then. The last event is now. */
export function showMoment(history: ScreenHistory, store: StoreApi<LiveState>, moment: number | null): void {
  const isPast = moment !== null && moment < history.state.nextId - 1;
  store.setState({
    moment: isPast ? moment : null,
    now: history.state,
    shown: isPast ? history.at(moment) : history.state,
  });
}

/** A conversation of which only the log is there: a file, a story, a test. */
export function recordedConversation(
  events: Parameters<typeof createHistory>[0],
  state: Partial<LiveState> = {},
): ConversationLive {
  const history = createHistory(events);
  const store = createStore<LiveState>(() => ({
    ...emptyState(history),
    following: 'ended',
    caughtUp: true,
    loaded: 1,
    ...state,
  }));
  return { conversationId: '', history, store, show: (moment) => showMoment(history, store, moment) };
}
