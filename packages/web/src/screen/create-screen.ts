import type { Event } from '@capstan/protocol';
import { ChangeListeners } from './change-listeners.ts';
import { ScreenFold } from './fold/screen-fold.ts';
import type { Screen } from './screen.ts';

/** An empty screen, for events as they come. To look back as well, take `createHistory`. */
export function createScreen(): Screen {
  const fold = ScreenFold.empty();
  const listeners = new ChangeListeners();
  return {
    get state() {
      return fold.state;
    },
    apply(event: Event) {
      fold.apply(event);
      listeners.changed();
    },
    subscribe: (listener) => listeners.add(listener),
  };
}
