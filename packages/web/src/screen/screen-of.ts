import type { Event } from '@capstan/protocol';
import { ScreenFold } from './fold/screen-fold.ts';
import type { ScreenState } from './screen-state.ts';

/** What was on screen after the event with the id `through`, or is after all of them. Events in the order of their ids. */
export function screenOf(events: Iterable<Event>, through = Number.POSITIVE_INFINITY): ScreenState {
  const fold = ScreenFold.empty();
  for (const event of events) {
    if (event.id > through) break;
    fold.apply(event);
  }
  return fold.state;
}
