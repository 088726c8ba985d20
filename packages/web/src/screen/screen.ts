import type { Event } from '@capstan/protocol';
import type { ScreenState } from './screen-state.ts';

/**
 * The fold of a log as a screen. `apply` costs O(1): entries that an event does not change stay the same objects, and
 * the ones that it changes become new objects, so that a view may compare by identity.
 */
export interface Screen {
  readonly state: ScreenState;
  apply(event: Event): void;
  /** Told after changes; several events of one turn are told once. Returns the way to end it. */
  subscribe(listener: () => void): () => void;
}
