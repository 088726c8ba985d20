import { useEffect, useState, type RefCallback } from 'react';
import type { TerminalScreen } from './terminal-screen.ts';

/** A place for a terminal that outlasts this component: `<div ref={useScreenPlace(screen)} />`. */
export function useScreenPlace(screen: TerminalScreen | null): RefCallback<HTMLElement> {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => (place === null || screen === null ? undefined : screen.show(place)), [place, screen]);
  return setPlace;
}
