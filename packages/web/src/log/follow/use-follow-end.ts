import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { followsAfter, isAtEnd, type ScrollPlace } from './follow-end.ts';

export interface FollowEnd {
  /** Whether the end is followed. */
  follows: boolean;
  /** To be called on each scroll, and whenever sizes change. */
  onScroll: () => void;
  onResize: () => void;
  /** Keeps the row that is used, or the first that is seen, where it is while something opens or closes. */
  hold: () => void;
  /** To be called before the list is scrolled to another place. */
  leave: () => void;
  toEnd: () => void;
}

const placeOf = ({ scrollTop, clientHeight, scrollHeight }: HTMLElement): ScrollPlace => ({
  offset: scrollTop,
  viewport: clientHeight,
  size: scrollHeight,
});

const SETTLE_FRAMES = 4;

/** The row that has the focus, where it is in view; else the first in view. */
function anchorIn(scroller: HTMLElement): Element | undefined {
  const { top, bottom } = scroller.getBoundingClientRect();
  const isSeen = (element: Element): boolean => {
    const place = element.getBoundingClientRect();
    return place.bottom > top && place.top < bottom;
  };
  const used = document.activeElement?.closest('article') ?? null;
  if (used !== null && scroller.contains(used) && isSeen(used)) return used;
  return [...scroller.querySelectorAll('article')].find(isSeen);
}

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

  /** Leaves the size and the place of the list alone for some frames: what changes is measured after it is drawn. */
  const settle = useCallback(
    (eachFrame: () => void) => {
      state.current.held = true;
      let frames = 0;
      const step = (): void => {
        eachFrame();
        frames += 1;
        if (frames < SETTLE_FRAMES) {
          requestAnimationFrame(step);
          return;
        }
        state.current.held = false;
        if (scroller.current === null) return;
        state.current.before = placeOf(scroller.current);
        decide(isAtEnd(state.current.before));
      };
      requestAnimationFrame(step);
    },
    [scroller, decide],
  );

  const hold = useCallback(() => {
    const anchor = scroller.current === null ? undefined : anchorIn(scroller.current);
    const top = anchor?.getBoundingClientRect().top ?? 0;
    settle(() => {
      if (anchor?.isConnected !== true || scroller.current === null) return;
      scroller.current.scrollTop += anchor.getBoundingClientRect().top - top;
    });
  }, [scroller, settle]);

  const leave = useCallback(() => settle(() => undefined), [settle]);

  useEffect(() => {
    const observer = new ResizeObserver(onResize);
    for (const element of [scroller.current, content.current])
      if (element !== null) observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, content, onResize]);

  return useMemo(
    () => ({ follows, onScroll, onResize, hold, leave, toEnd }),
    [follows, onScroll, onResize, hold, leave, toEnd],
  );
}
