import type { TimelineSegment } from '../../screen/index.ts';
import { lastAtMost } from './time-scale.ts';

/** A moment that can be scrubbed to: something began or ended there. */
export interface Stop {
  /** Id of the event after which the screen is shown. */
  id: number;
  /** Unix milliseconds, never less than that of the stop before. */
  time: number;
  /** What is told about it. */
  segment: TimelineSegment;
}

/** In the order of the log, each event once. */
export function stopsOf(segments: readonly TimelineSegment[]): readonly Stop[] {
  const byId = new Map<number, Stop>();
  const add = (id: number, time: number, segment: TimelineSegment): void => {
    const known = byId.get(id);
    if (known === undefined || weight(segment, id) > weight(known.segment, id)) {
      byId.set(id, { id, time, segment });
    }
  };
  for (const segment of segments) {
    const { id, endId, start, end, kind } = segment;
    // The event of an answer is written when the answer is there.
    add(id, kind === 'model' ? end : start, segment);
    if (endId !== id) add(endId, end, segment);
  }
  const stops = [...byId.values()].toSorted((a, b) => a.id - b.id);
  let latest = Number.NEGATIVE_INFINITY;
  return stops.map((stop) => {
    latest = Math.max(latest, stop.time);
    return stop.time === latest ? stop : { ...stop, time: latest };
  });
}

/** What one event is told by, where several segments have it: deeds before thoughts, thoughts before the model. */
function weight({ kind, id }: TimelineSegment, at: number): number {
  if (kind === 'model') return 0;
  if (kind === 'thought' || kind === 'waiting') return 1;
  return id === at ? 3 : 2;
}

/** Index of the stop that a moment is at: the last one not after it; null is now, which is the last. -1 where there is none. */
export function stopIndexAt(stops: readonly Stop[], moment: number | null): number {
  if (moment === null) return stops.length - 1;
  return lastAtMost(
    stops.map(({ id }) => id),
    moment,
  );
}

/** Index of the stop that is nearest to a time. */
export function nearestStop(stops: readonly Stop[], time: number): number {
  const before = lastAtMost(
    stops.map((stop) => stop.time),
    time,
  );
  const next = stops[before + 1];
  const last = stops[before];
  if (next === undefined || last === undefined) return next === undefined ? before : before + 1;
  return time - last.time <= next.time - time ? before : before + 1;
}

/** The moment so many stops away: null for now, which is where the last stop is. */
export function momentAway(stops: readonly Stop[], moment: number | null, steps: number): number | null {
  const index = Math.max(0, stopIndexAt(stops, moment) + steps);
  return index >= stops.length - 1 ? null : (stops[index]?.id ?? null);
}
