import { useEffect, useRef, useState, type ReactNode } from 'react';

/** Rows that come into the page together. */
export const WINDOW_ROWS = 60;
/** How far outside of what is seen they come, pixels. */
const AHEAD = '800px';

/** Keeps the room of rows that are not near what is seen, and draws them when they are. */
export function RowWindow({
  height,
  atOnce,
  children,
}: {
  /** Of all rows in it, pixels. */
  height: number;
  /** Whether it is drawn in any case. */
  atOnce: boolean;
  children: () => ReactNode;
}): ReactNode {
  const [near, setNear] = useState(atOnce);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (near || element === null) return undefined;
    const options: IntersectionObserverInit & { scrollMargin: string } = {
      rootMargin: AHEAD,
      scrollMargin: AHEAD,
    };
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
    }, options);
    observer.observe(element);
    return () => observer.disconnect();
  }, [near]);
  return (
    <div ref={place} style={{ height }}>
      {near && children()}
    </div>
  );
}
