import { useEffect, useRef, type RefObject } from 'react';

/** How long before the end, in pixels. */
const AHEAD = '400px';

/** Calls back when what it is given to comes near to where it is seen, as often as `enabled` becomes true. */
export function useNearEnd<Part extends Element>(
  onNear: () => void,
  enabled: boolean,
): RefObject<Part | null> {
  const end = useRef<Part | null>(null);
  const latest = useRef(onNear);
  useEffect(() => {
    latest.current = onNear;
  });
  useEffect(() => {
    const { current } = end;
    if (current === null || !enabled) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) latest.current();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [enabled]);
  return end;
}
