import { useEffect, useRef, useState } from 'react';
import { failureWords } from '../../api/api-failure.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { IDLE, type SaveState } from './save-state.ts';

/** How long it is said that something was saved. */
const SAVED_MILLISECONDS = 4_000;

export interface Save<Value> {
  state: SaveState;
  /** Resolves with whether it was saved; it never rejects. */
  run: (value: Value) => Promise<boolean>;
}

/** Saves something, and knows what became of it. `what` is its name; a failure is told also when its place is gone. */
export function useSave<Value>(what: string, save: (value: Value) => Promise<unknown>): Save<Value> {
  const [state, setState] = useState<SaveState>(IDLE);
  const shown = useRef(false);
  const newest = useRef(0);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  useEffect(() => {
    if (state.kind !== 'saved') return undefined;
    const timer = setTimeout(() => setState(IDLE), SAVED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [state]);
  const run = async (value: Value): Promise<boolean> => {
    newest.current += 1;
    const mine = newest.current;
    const tell = (next: SaveState): void => {
      if (newest.current === mine) setState(next);
    };
    tell({ kind: 'saving' });
    try {
      await save(value);
      tell({ kind: 'saved' });
      return true;
    } catch (failure) {
      const again = (): void => void run(value);
      tell({ kind: 'failed', failure, again });
      if (!shown.current) tellElsewhere(what, failure, again);
      return false;
    }
  };
  return { state, run };
}

function tellElsewhere(what: string, failure: unknown, again: () => void): void {
  const { message, remedy } = failureWords(failure);
  showToast({
    tone: 'failure',
    title: `Not saved: ${what}`,
    detail: [message, remedy].filter((text) => text !== '').join('. '),
    action: { label: 'Try again', run: again },
  });
}
