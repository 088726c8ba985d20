import { useEffect, useState } from 'react';
import { useLive } from '../../live/index.ts';
import { useLogAround } from './log-view-context.ts';

/**
 * What counts as now for the log, as Unix milliseconds: the clock, every second; or, where the past, a record or one that was stopped is shown,
 * the time of its last event.
 */
export function useLogTime(): number {
  const { driven } = useLogAround();
  const still = useLive(({ moment, following, shown }) =>
    moment === null && following !== 'ended' && driven ? null : shown.lastAt,
  );
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (still !== null) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [still]);
  return still === null ? now : Date.parse(still);
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const DAY_OF_YEAR = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/** As people write the time of an event: the time of day, and the day where it is another one. */
export function eventTime(at: string, now: Date = new Date()): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return '';
  const clock = CLOCK.format(time);
  if (time.toDateString() === now.toDateString()) return clock;
  const day = time.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR;
  return `${day.format(time)}, ${clock}`;
}
