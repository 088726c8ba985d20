import type { EventStream } from '@capstan/events';
import type { Event } from '@capstan/protocol';
import { View } from '../memory/view.ts';
import type { FoldSnapshots } from '../snapshot/fold-snapshots.ts';
import { readSnapshot, snapshotText } from '../snapshot/snapshot-text.ts';
import { initialState, type ConversationState } from '../state/conversation-state.ts';
import { evolve } from '../state/evolve.ts';

const PAGE_EVENTS = 1_000;
/** Fewer are folded as quickly as a snapshot is read. */
const EVENTS_WORTH_A_SNAPSHOT = 200;

/** What a log says, as a state and as a view, while the log grows. */
export class FoldedLog {
  #state: ConversationState = initialState();
  #view = new View();
  /** Events that the latest snapshot holds. */
  #snapshotEnd = 0;

  get state(): ConversationState {
    return this.#state;
  }

  get view(): View {
    return this.#view;
  }

  fold(event: Event): void {
    this.#state = evolve(this.#state, event);
    this.#view.apply(event);
  }

  /** From the latest snapshot on, page by page: event by event the waiting would cost as much as the folding. */
  async load(stream: EventStream, snapshots: FoldSnapshots | undefined): Promise<void> {
    const snapshot = await snapshots?.latest();
    const known = snapshot === undefined ? undefined : readSnapshot(snapshot.body);
    if (known !== undefined && known.state.eventCount <= stream.nextId) {
      this.#state = known.state;
      this.#view = known.view;
      this.#snapshotEnd = known.state.eventCount;
    }
    for (let from = this.#state.eventCount; from <= stream.latestId;) {
      const events = await stream.page({ from, limit: PAGE_EVENTS });
      for (const event of events) this.fold(event);
      const last = events.at(-1);
      if (last === undefined) return;
      from = last.id + 1;
    }
  }

  /** Leaves a snapshot if that saves the next one enough work. */
  async keep(snapshots: FoldSnapshots | undefined): Promise<void> {
    const { eventCount } = this.#state;
    if (snapshots === undefined || eventCount - this.#snapshotEnd < EVENTS_WORTH_A_SNAPSHOT) return;
    const body = snapshotText({ state: this.#state, view: this.#view });
    await snapshots.put({ eventId: eventCount - 1, body });
    this.#snapshotEnd = eventCount;
  }
}
