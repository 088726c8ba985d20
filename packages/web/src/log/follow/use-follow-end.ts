import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { followsAfter, isAtEnd, type ScrollPlace } from './follow-end.ts';

export interface FollowEnd {
  /** Whether the end is followed. */
  follows: boolean;
  /** To be called on each scroll, and whenever sizes change. */
  onScroll: () => void;
  onResize: () => void;
  /** Stays at the place while something opens or closes there. */
  hold: () => void;
  toEnd: () => void;
}

const placeOf = ({ scrollTop, clientHeight, scrollHeight }: HTMLElement): ScrollPlace => ({
  offset: scrollTop,
  viewport: clientHeight,
  size: scrollHeight,
});

/** Keeps a scrolled list at its end for as long as the person stays there. */
export function useFollowEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): FollowEnd {
  const state = useRef({ follows: true, held: false, before: { offset: 0, viewport: 0, size: 0 } });
  const [follows, setFollows] = useState(true);

  const decide = useCallback((next: boolean) => {
    state.current.follows = next;
    setFollows(next);
  }, []);

  const onScroll = useCallback(() => {
    if (scroller.current === null || state.current.held) return;
    const now = placeOf(scroller.current);
    decide(followsAfter(state.current.follows, state.current.before, now));
    state.current.before = now;
  }, [scroller, decide]);

  const onResize = useCallback(() => {
    const element = scroller.current;
    if (element === null || state.current.held) return;
    if (state.current.follows) element.scrollTop = element.scrollHeight;
    state.current.before = placeOf(element);
  }, [scroller]);

  const toEnd = useCallback(() => {
    decide(true);
    onResize();
  }, [decide, onResize]);

  const hold = useCallback(() => {
    state.current.held = true;
    // Until what opened has its height: two frames, since it is measured after it is drawn.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        state.current.held = false;
        if (scroller.current === null) return;
        state.current.before = placeOf(scroller.current);
        decide(isAtEnd(state.current.before));
      }),
    );
  }, [scroller, decide]);

  useEffect(() => {
    const observer = new ResizeObserver(onResize);
    for (const element of [scroller.current, content.current])
      if (element !== null) observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, content, onResize]);

  return useMemo(
    () => ({ follows, onScroll, onResize, hold, toEnd }),
    [follows, onScroll, onResize, hold, toEnd],
  );
}
