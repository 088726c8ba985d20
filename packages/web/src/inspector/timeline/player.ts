import type { ConversationLive } from '../../live/conversation-live.ts';
import { createStore, type StoreApi } from 'zustand';
import { advance, type Playback } from './playback.ts';
import { stopIndexAt } from './stops.ts';
import { lastAtMost } from './time-scale.ts';
import { timelineModel } from './timeline-model.ts';

export interface PlayerState extends Playback {
  playing: boolean;
}

/** How the next frame is asked for; the time of it is in milliseconds. */
export interface Frames {
  request(run: (time: number) => void): number;
  cancel(id: number): void;
}

/** A frame that came later, such as after the page was hidden, plays no more than this of the person's time. */
const LONGEST_FRAME_MS = 250;

const BROWSER_FRAMES: Frames = {
  request: (run) => requestAnimationFrame(run),
  cancel: (id) => cancelAnimationFrame(id),
};

/** Plays the log of a conversation, from the moment that is shown to now. Who scrubs meanwhile ends that. */
export class Player {
  readonly store: StoreApi<PlayerState> = createStore<PlayerState>(() => ({
    playing: false,
    speed: 4,
    skipsGaps: true,
  }));
  readonly #live: ConversationLive;
  readonly #frames: Frames;
  #frame: number | undefined;

  constructor(live: ConversationLive, frames: Frames = BROWSER_FRAMES) {
    this.#live = live;
    this.#frames = frames;
  }

  /** From the beginning where now is shown. */
  play(): void {
    const { stops } = timelineModel(this.#live.history.state);
    const times = stops.map(({ time }) => time);
    const { moment } = this.#live.store.getState();
    const first = stops[0];
    if (first === undefined) return;
    if (moment === null) this.#live.show(first.id);
    const index = moment === null ? 0 : Math.max(0, stopIndexAt(stops, moment));
    let clock = times[index] ?? first.time;
    let shown = this.#live.store.getState().moment;
    let before: number | undefined;
    const step = (time: number): void => {
      if (this.#live.store.getState().moment !== shown) return this.pause();
      const elapsed = before === undefined ? 0 : Math.min(LONGEST_FRAME_MS, time - before);
      const now = advance(times, clock, elapsed, this.store.getState());
      before = time;
      if (now === null) {
        this.#live.show(null);
        return this.pause();
      }
      clock = now;
      const id = stops[lastAtMost(times, clock)]?.id ?? first.id;
      if (id !== shown) this.#live.show(id);
      shown = this.#live.store.getState().moment;
      if (shown === null) return this.pause();
      this.#frame = this.#frames.request(step);
    };
    this.store.setState({ playing: true });
    this.#frame = this.#frames.request(step);
  }

  pause(): void {
    if (this.#frame !== undefined) this.#frames.cancel(this.#frame);
    this.#frame = undefined;
    this.store.setState({ playing: false });
  }

  change(playback: Partial<Playback>): void {
    this.store.setState(playback);
  }
}

const PLAYERS = new WeakMap<ConversationLive, Player>();

/** The one player of a conversation: it goes on while another tab is looked at. */
export function playerOf(live: ConversationLive): Player {
  const known = PLAYERS.get(live);
  if (known !== undefined) return known;
  const player = new Player(live);
  PLAYERS.set(live, player);
  return player;
}
