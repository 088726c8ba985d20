import type { Event } from '@capstan/protocol';
import { ChangeListeners } from '../change-listeners.ts';
import { ScreenFold } from '../fold/screen-fold.ts';
import type { Screen } from '../screen.ts';
import type { ScreenState } from '../screen-state.ts';

export interface HistoryOptions {
  /** Events between two kept folds: no more than these are folded again to look back. Default 256. */
  checkpointEvents?: number;
}

const CHECKPOINT_EVENTS = 256;

/** A screen that can be seen as it was at any moment. */
export interface ScreenHistory extends Screen {
  /** The events so far, those that were passed over left out. The list is the history's own: do not change it. */
  readonly events: readonly Event[];
  /** What was on screen after the event with this id; -1 for before the first. */
  at(id: number): ScreenState;
}

export function createHistory(
  events: Iterable<Event> = [],
  { checkpointEvents = CHECKPOINT_EVENTS }: HistoryOptions = {},
): ScreenHistory {
  const history = new FoldedHistory(checkpointEvents);
  for (const event of events) history.apply(event);
  return history;
}

class FoldedHistory implements ScreenHistory {
  readonly events: Event[] = [];
  readonly #now = ScreenFold.empty();
  readonly #listeners = new ChangeListeners();
  readonly #checkpointEvents: number;
  /** Folds of the first 0, 256, 512, … events. They are copied, never changed. */
  readonly #checkpoints: ScreenFold[] = [ScreenFold.empty()];
  /** Where somebody looked last, and how many events that is: the next step is short. */
  #past: { fold: ScreenFold; count: number } = { fold: ScreenFold.empty(), count: 0 };

  constructor(checkpointEvents: number) {
    this.#checkpointEvents = checkpointEvents;
  }

  get state(): ScreenState {
    return this.#now.state;
  }

  apply(event: Event): void {
    if (event.id < this.#now.nextId) return;
    this.#now.apply(event);
    if (this.events.push(event) % this.#checkpointEvents === 0) this.#checkpoints.push(this.#now.copy());
    this.#listeners.changed();
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  at(id: number): ScreenState {
    const count = this.#countThrough(id);
    if (count === this.events.length) return this.state;
    const { fold } = this.#nearest(count);
    for (let index = this.#past.count; index < count; index += 1) {
      const event = this.events[index];
      if (event !== undefined) fold.apply(event);
    }
    this.#past.count = count;
    return fold.state;
  }

  /** Goes on from where somebody looked last, or from a kept fold where that is nearer. */
  #nearest(count: number): { fold: ScreenFold } {
    const number = Math.floor(count / this.#checkpointEvents);
    const kept = number * this.#checkpointEvents;
    if (this.#past.count < kept || this.#past.count > count) {
      const checkpoint = this.#checkpoints[number] ?? ScreenFold.empty();
      this.#past = { fold: checkpoint.copy(), count: kept };
    }
    return this.#past;
  }

  /** Ids ascend but need not be consecutive. */
  #countThrough(id: number): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.id ?? 0) <= id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
