import type { FollowState } from '@capstan/client';
import type { ScreenState } from '../screen/index.ts';
import type { LiveWords } from './live-words.ts';

/** One conversation as the page has it now. Parts that do not change stay the same objects. */
export interface LiveState {
  /** The fold of every event so far. */
  now: ScreenState;
  /** What is to be shown: `now`, or the screen as it was at `moment`. */
  shown: ScreenState;
  /** Id of the event after which the screen is shown; null for now. */
  moment: number | null;
  following: FollowState;
  /** Why it is cut off or has ended; undefined while all is well. */
  failure: unknown;
  /** Whether the history has come, as far as it went when the page asked. */
  caughtUp: boolean;
  /** From 0 to 1, how much of the history has come. */
  loaded: number;
  /** What the model is saying, before it is an event. */
  words: LiveWords;
  /** What running actions have written so far, by the id of the action. The end of it, where it is long. */
  outputs: ReadonlyMap<number, string>;
  /** What the server said of starting or trouble, newest; null where there is nothing to say. */
  notice: LiveNotice | null;
}

export interface LiveNotice {
  text: string;
  tone: 'info' | 'error';
}
