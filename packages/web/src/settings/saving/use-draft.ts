import { useEffect, useRef, useState } from 'react';
import type { Parsed } from './parsed.ts';
import type { SaveState } from './save-state.ts';
import { useSave } from './use-save.ts';

/** Stillness after which what was typed is saved. */
const STILL_MILLISECONDS = 1_200;

export interface DraftOptions<Value> {
  /** Name of the setting. */
  what: string;
  /** What is stored, as it is written. */
  stored: string;
  parse: (text: string) => Parsed<Value>;
  save: (value: Value) => Promise<unknown>;
}

export interface Draft {
  text: string;
  state: SaveState;
  /** What is wrong with the text, once somebody is done with it. */
  error: string | undefined;
  type: (text: string) => void;
  /** Saves what is written now. */
  commit: () => void;
  /** Writes and saves at once, as a choice does. */
  choose: (text: string) => void;
}

/**
 * A text that is saved when somebody is done with it: when the focus leaves, after a while without a key, or when its
 * place goes away. What could not be saved stays written.
 */
export function useDraft<Value>({ what, stored, parse, save }: DraftOptions<Value>): Draft {
  const [typed, setTyped] = useState<string | null>(null);
  const [judged, setJudged] = useState(false);
  const { state, run } = useSave(what, save);
  const saved = useRef<string | null>(null);
  const text = typed ?? stored;
  const parsed = parse(text);
  const commitText = (written: string): void => {
    const meant = parse(written);
    if ('error' in meant) return;
    if (written === stored) {
      setTyped(null);
      return;
    }
    if (saved.current === written) return;
    saved.current = written;
    void run(meant.value).then((done) => {
      if (saved.current === written) saved.current = null;
      if (done) setTyped((now) => (now === written ? null : now));
    });
  };
  const commit = (): void => {
    if (typed === null) return;
    setJudged(true);
    commitText(typed);
  };
  const latest = useRef(commit);
  useEffect(() => {
    latest.current = commit;
  });
  useEffect(() => {
    // Also before the page is left or closed, which no blur tells of.
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') latest.current();
    };
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      latest.current();
    };
  }, []);
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => latest.current(), STILL_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [typed]);
  return {
    text,
    state: state.kind === 'failed' ? { ...state, again: () => commitText(text) } : state,
    error: judged && 'error' in parsed ? parsed.error : undefined,
    type(next) {
      setTyped(next);
      setJudged(false);
    },
    commit,
    choose(next) {
      setTyped(next);
      commitText(next);
    },
  };
}
