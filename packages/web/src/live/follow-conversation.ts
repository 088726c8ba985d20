import { followEvents, type FollowItem, type FollowOptions, type FollowState } from '@capstan/client';
import type { Event } from '@capstan/protocol';
import type { Notice } from '@capstan/protocol/api';
import { createStore, type StoreApi } from 'zustand';
import { createHistory } from '../screen/index.ts';
import type { ConversationLive } from './conversation-live.ts';
import { Frame } from './frame.ts';
import { outputAfter } from './live-output.ts';
import type { LiveState } from './live-state.ts';
import { emptyState, showMoment } from './live-store.ts';
import { NO_WORDS, wordsAfter } from './live-words.ts';

export interface FollowConversationOptions {
  conversationId: string;
  baseUrl: string;
  /** Id of the last event that there is, -1 for none: what the history goes to. */
  lastId: (signal: AbortSignal) => Promise<number>;
  /** Told whenever the connection begins or ends to stand. */
  onConnected: (stands: boolean) => void;
  /** Default that of the client package. */
  follow?: (options: FollowOptions) => AsyncIterable<FollowItem>;
}

/** A conversation that is followed while somebody looks at it. */
export class FollowedConversation implements ConversationLive {
  readonly conversationId: string;
  readonly history = createHistory();
  readonly store: StoreApi<LiveState> = createStore<LiveState>(() => emptyState(this.history));
  readonly #options: FollowConversationOptions;
  readonly #frame = new Frame(() => this.#publish());
  /** What has come since the last frame. */
  #waiting: Partial<LiveState> = {};
  #lastId: number | undefined;

  constructor(options: FollowConversationOptions) {
    this.conversationId = options.conversationId;
    this.#options = options;
  }

  /** Follows until the signal fires, from where the history ends; may be called again after that. */
  async follow(signal: AbortSignal): Promise<void> {
    const { onConnected } = this.#options;
    const ended = (failure?: unknown): void => {
      if (!signal.aborted) this.#change({ following: 'ended', failure });
    };
    try {
      await this.#readHistory(signal);
      // Browsers allow few connections to a server for requests, and tabs share them: whoever stays takes another kind.
      for await (const item of this.#items(signal, { transport: 'websocket' })) this.#take(item);
      ended();
    } catch (failure) {
      ended(failure);
    } finally {
      this.#frame.cancel();
      this.#publish();
      onConnected(true);
    }
  }

  show(moment: number | null): void {
    this.#publish();
    showMoment(this.history, this.store, moment);
  }

  /** What is there already, in a request: browsers read one nearly twice as fast as the messages of a WebSocket. */
  async #readHistory(signal: AbortSignal): Promise<void> {
    if (this.store.getState().caughtUp) return;
    const whole = new AbortController();
    void this.#askLastId(signal).then(() => {
      if (this.#isWhole()) whole.abort();
    });
    const either = AbortSignal.any([signal, whole.signal]);
    for await (const item of this.#items(either, { transport: 'sse', deltas: false })) {
      this.#take(item);
      if (this.#isWhole()) whole.abort();
      if (whole.signal.aborted) return;
    }
  }

  /** Whether everything is there that was there when the page asked. */
  #isWhole(): boolean {
    const nextId = (this.history.events.at(-1)?.id ?? -1) + 1;
    return this.#lastId !== undefined && nextId > this.#lastId;
  }

  #items(
    signal: AbortSignal,
    options: Pick<FollowOptions, 'transport' | 'deltas'>,
  ): AsyncIterable<FollowItem> {
    const { conversationId, baseUrl, follow = followEvents } = this.#options;
    return follow({
      ...options,
      conversationId,
      baseUrl,
      after: this.history.state.nextId - 1,
      signal,
      onState: (state, failure) => this.#onState(state, failure, signal),
    });
  }

  async #askLastId(signal: AbortSignal): Promise<void> {
    try {
      this.#lastId = await this.#options.lastId(signal);
    } catch {
      // Only how far the history goes is not known then, and the connection says what is wrong.
      this.#lastId = -1;
    }
    this.#frame.ask();
  }

  #onState(following: FollowState, failure: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    // From the history to what follows it is one connection, as the page sees it.
    if (following === 'connecting' && this.store.getState().following === 'live') return;
    this.#change({ following, failure });
    if (following === 'live') this.#options.onConnected(true);
    if (following === 'retrying') {
      // What was being said is said again, or is an event by then.
      this.#change({ words: NO_WORDS, outputs: new Map() });
      this.#options.onConnected(false);
    }
  }

  #take(item: FollowItem): void {
    switch (item.type) {
      case 'event':
        this.#onEvent(item.event);
        return;
      case 'notice':
        this.#change({ notice: noticeOf(item.notice) });
        return;
      case 'delta':
        if (item.delta.type === 'output') {
          this.#change({ outputs: outputAfter(this.#latest('outputs'), item.delta.delta) });
        } else this.#change({ words: wordsAfter(this.#latest('words'), item.delta) });
    }
  }

  #onEvent(event: Event): void {
    this.history.apply(event);
    const answers = event.source === 'agent' || event.observation !== undefined;
    if (answers && this.#latest('words') !== NO_WORDS) this.#change({ words: NO_WORDS });
    const outputs = this.#latest('outputs');
    if (event.observation !== undefined && event.cause !== undefined && outputs.has(event.cause)) {
      const rest = new Map(outputs);
      rest.delete(event.cause);
      this.#change({ outputs: rest });
    }
    // What was said of the start does not hold any more.
    if (this.#latest('notice')?.tone === 'info') this.#change({ notice: null });
    this.#frame.ask();
  }

  #latest<Name extends 'words' | 'outputs' | 'notice'>(name: Name): LiveState[Name] {
    const waiting: Partial<LiveState>[Name] = this.#waiting[name];
    return waiting === undefined ? this.store.getState()[name] : waiting;
  }

  #change(change: Partial<LiveState>): void {
    Object.assign(this.#waiting, change);
    this.#frame.ask();
  }

  #publish(): void {
    const { moment, shown, now: last, caughtUp: was } = this.store.getState();
    const lastId = this.#lastId;
    const caughtUp = was || this.#isWhole();
    // The history comes into view as a whole: with each part of it everything on the page would be worked out again.
    const now = caughtUp ? this.history.state : last;
    this.store.setState({
      ...this.#waiting,
      now,
      shown: moment === null ? now : shown,
      caughtUp,
      loaded: caughtUp ? 1 : lastId === undefined ? 0 : this.history.events.length / (lastId + 1),
    });
    this.#waiting = {};
  }
}

/** Phases of the start, which the server names without words. */
const PHASES: Readonly<Record<string, string>> = {
  STATUS$BUILDING_RUNTIME: 'Building the sandbox…',
  STATUS$STARTING_RUNTIME: 'Starting the sandbox…',
  STATUS$RUNTIME_STARTED: 'The sandbox has started…',
  STATUS$SETTING_UP_WORKSPACE: 'Setting up the workspace…',
  STATUS$SETTING_UP_GIT_HOOKS: 'Setting up the git hooks…',
};

function noticeOf(notice: Notice): LiveState['notice'] {
  if ('error' in notice) return { text: notice.message, tone: 'error' };
  if ('conversation_title' in notice) return null;
  // The end of the start needs no words: the agent works then.
  if (notice.id === 'STATUS$READY') return null;
  const text = notice.message || (PHASES[notice.id] ?? '');
  return text === '' ? null : { text, tone: notice.type === 'error' ? 'error' : 'info' };
}
