import { createStore, type StoreApi } from 'zustand';
import { ApiFailure, failureWords } from '../../api/api-failure.ts';
import type { LoggedMessage } from '../../api/logged-messages.ts';
import { foundInLog } from './found-in-log.ts';
import type { KeptOutbox } from './kept-outbox.ts';
import { changed, edited, moved, nextToSend, settled, withdrawn } from './outbox-state.ts';
import type { OutboxItem, OutboxMoment, OutboxState } from './outbox-state.ts';
import { retryMilliseconds, sendOutcome } from './send-failure.ts';

export interface OutboxView extends OutboxState {
  /** Whether the browser keeps it over a reload. */
  kept: boolean;
}

export interface OutboxOptions {
  kept: KeptOutbox;
  /** Puts it into the log; answers with its id there. */
  post: (message: { text: string; imageUrls: readonly string[] }) => Promise<number>;
  /** What the person has said from this event on, as the server has it. */
  messagesFrom: (fromId: number) => Promise<LoggedMessage[]>;
  /** The id that the next event will have, at least. */
  nextId: () => Promise<number>;
  /** How things stand in the page's own log. */
  moment: () => OutboxMoment;
  /** Runs it while no other page of the browser does the same for this conversation. */
  alone: (work: () => Promise<void>, signal: AbortSignal) => Promise<void>;
  newId: () => string;
  now: () => Date;
  /** Told when the server has taken one. */
  onSent: () => void;
  /** Told when it was not there. */
  onUnreachable: () => void;
}

/**
 * What a person says, until the log has it. It is kept by the browser, and sent by one of its pages at a time. What
 * nobody knows the fate of is looked for in the log before it is sent again.
 */
export class Outbox {
  readonly store: StoreApi<OutboxView>;
  readonly #options: OutboxOptions;
  #signal: AbortSignal | undefined;
  #flushing = false;
  #again = false;
  #failures = 0;
  #unkept: readonly OutboxItem[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.store = createStore<OutboxView>(() => ({ ...options.kept.read(), kept: true }));
  }

  /** Sends until the signal fires; may be called again after that. */
  start(signal: AbortSignal): void {
    this.#signal = signal;
    const unsubscribe = this.#options.kept.subscribe(() => {
      this.#load();
      this.look();
    });
    signal.addEventListener('abort', () => {
      unsubscribe();
      clearTimeout(this.#timer);
    });
    this.#load();
    this.look();
  }

  add(message: Pick<OutboxItem, 'text' | 'imageUrls' | 'when'>): void {
    const item: OutboxItem = {
      ...message,
      id: this.#options.newId(),
      at: this.#options.now().toISOString(),
      progress: 'unsent',
      fromId: null,
      eventId: null,
      failure: null,
    };
    this.#change((state) => ({ ...state, items: [...state.items, item] }));
  }

  edit(id: string, text: string): void {
    this.#change((state) => edited(state, id, text));
  }

  withdraw(id: string): void {
    this.#change((state) => withdrawn(state, id));
  }

  move(id: string, by: number): void {
    this.#change((state) => moved(state, id, by));
  }

  /** Once more, and what was held back at once. */
  sendNow(id: string): void {
    const item = this.store.getState().items.find((one) => one.id === id);
    if (item === undefined || item.progress === 'sent') return;
    const progress = item.progress === 'refused' ? 'unsent' : item.progress;
    this.#failures = 0;
    this.#change((state) => changed(state, id, { when: 'now', progress, failure: null }));
  }

  /** To be called when the log or the connection have changed: what waited for that goes out. */
  look(): void {
    const { nextId } = this.#options.moment();
    if (settled(this.store.getState(), nextId).items.length < this.store.getState().items.length) {
      this.#write(settled(this.#latest(), nextId));
    }
    const { items } = this.store.getState();
    if (items.length > 0) void this.#flush();
  }

  /** The connection is back: nothing is waited for any longer. */
  lookNow(): void {
    this.#failures = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.look();
  }

  async #flush(): Promise<void> {
    const signal = this.#signal;
    if (signal === undefined || signal.aborted || this.#timer !== undefined) return;
    if (this.#flushing) {
      this.#again = true;
      return;
    }
    if (nextToSend(this.store.getState(), this.#options.moment()) === undefined) return;
    this.#flushing = true;
    try {
      await this.#options.alone(() => this.#sendAll(signal), signal);
    } catch (failure) {
      if (!signal.aborted) throw failure;
    } finally {
      this.#flushing = false;
    }
    if (this.#again) {
      this.#again = false;
      void this.#flush();
    }
  }

  async #sendAll(signal: AbortSignal): Promise<void> {
    for (;;) {
      this.#load();
      const item = nextToSend(this.store.getState(), this.#options.moment());
      // What a person has sent goes out, also when they look at something else by now.
      if (item === undefined || (signal.aborted && item.when === 'later')) return;
      const begun = item.progress === 'sending' || item.progress === 'unclear';
      const goesOn = begun ? await this.#lookFor(item) : await this.#send(item);
      if (!goesOn) return;
    }
  }

  /** Whether its fate is known now. */
  async #lookFor(item: OutboxItem): Promise<boolean> {
    try {
      const messages = await this.#options.messagesFrom(item.fromId ?? 0);
      const { items } = this.store.getState();
      const eventId = foundInLog(item, messages, new Set(items.flatMap((one) => one.eventId ?? [])));
      if (eventId === undefined) this.#update(item, { progress: 'unsent' });
      else this.#sent(item, eventId);
      return true;
    } catch (failure) {
      this.#wait(item, 'unclear', failure);
      return false;
    }
  }

  async #send(item: OutboxItem): Promise<boolean> {
    try {
      const fromId = item.fromId ?? (await this.#options.nextId());
      this.#update(item, { progress: 'sending', fromId, failure: null });
    } catch (failure) {
      this.#wait(item, 'unsent', failure);
      return false;
    }
    try {
      this.#sent(item, await this.#options.post(item));
      return true;
    } catch (failure) {
      const outcome = sendOutcome(failure);
      if (outcome === 'refused') this.#update(item, { progress: 'refused', failure: failureWords(failure) });
      else this.#wait(item, outcome === 'unclear' ? 'unclear' : 'unsent', failure);
      return outcome === 'refused';
    }
  }

  #sent(item: OutboxItem, eventId: number): void {
    this.#failures = 0;
    this.#write({
      ...changed(this.#latest(), item.id, { progress: 'sent', eventId, failure: null }),
      lastEventId: Math.max(eventId, this.#latest().lastEventId),
    });
    this.#options.onSent();
  }

  #wait(item: OutboxItem, progress: 'unclear' | 'unsent', failure: unknown): void {
    this.#failures += 1;
    this.#update(item, { progress, failure: failureWords(failure) });
    if (failure instanceof ApiFailure && failure.status === 0) this.#options.onUnreachable();
    clearTimeout(this.#timer);
    if (this.#signal?.aborted === true) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.look();
    }, retryMilliseconds(this.#failures));
  }

  #update(item: OutboxItem, change: Partial<OutboxItem>): void {
    this.#write(changed(this.#latest(), item.id, change));
  }

  #change(change: (state: OutboxState) => OutboxState): void {
    this.#write(change(this.#latest()));
    this.look();
  }

  /** What the browser keeps, which other pages change as well, and what it would not keep and is only here. */
  #latest(): OutboxState {
    const { lastEventId } = this.store.getState();
    const kept = this.#options.kept.read();
    return {
      items: [...kept.items, ...this.#unkept],
      lastEventId: this.#unkept.length === 0 ? kept.lastEventId : Math.max(kept.lastEventId, lastEventId),
    };
  }

  #load(): void {
    this.store.setState(this.#latest());
  }

  #write(state: OutboxState): void {
    this.#unkept = this.#options.kept.write(state);
    this.store.setState({ ...state, kept: this.#unkept.length === 0 });
  }
}
