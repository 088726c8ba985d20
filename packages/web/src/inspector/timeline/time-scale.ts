import type { TimelineSegment } from '../../screen/index.ts';

/** A time in which nobody worked, drawn shorter than it was. */
export interface TimeBreak {
  /** Unix milliseconds. */
  start: number;
  end: number;
}

/**
 * Time as it is drawn: work keeps its length, long rests are shortened, so that a night does not press a day's work
 * together. Units are milliseconds of work.
 */
export interface TimeScale {
  length: number;
  breaks: readonly TimeBreak[];
  /** Units from the beginning to a time in Unix milliseconds; times outside count as the nearest end. */
  unitsAt(time: number): number;
  /** The other way around. */
  timeAt(units: number): number;
}

/** Rests that are shorter than this are drawn as they were. */
const SHORTEST_BREAK_MS = 5_000;
/** A rest takes at most this part of the work, and all rests together at most the second. */
const ONE_BREAK = 0.04;
const ALL_BREAKS = 0.5;

/** In the order of their beginnings, as a timeline is. */
export function timeScale(segments: readonly Pick<TimelineSegment, 'kind' | 'start' | 'end'>[]): TimeScale {
  const spans = workingSpans(segments);
  const rests = spans.slice(1).map((span, index) => span.start - (spans[index]?.end ?? span.start));
  const work = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const long = rests.filter((rest) => rest > SHORTEST_BREAK_MS).length;
  const most = Math.max(
    SHORTEST_BREAK_MS / 5,
    Math.min(work * ONE_BREAK, (work * ALL_BREAKS) / Math.max(1, long)),
  );
  const times: number[] = [];
  const units: number[] = [];
  const breaks: TimeBreak[] = [];
  let at = 0;
  for (const [index, { start, end }] of spans.entries()) {
    const rest = index === 0 ? 0 : (rests[index - 1] ?? 0);
    const shortened = rest > SHORTEST_BREAK_MS && rest > most;
    if (shortened) breaks.push({ start: start - rest, end: start });
    at += shortened ? most : rest;
    times.push(start, end);
    units.push(at, at + end - start);
    at += end - start;
  }
  return {
    length: Math.max(1, at),
    breaks,
    unitsAt: (time) => between(times, units, time),
    timeAt: (unit) => between(units, times, unit),
  };
}

/** Times in which somebody worked, joined where they meet. Questions and pauses are rests. */
function workingSpans(
  segments: readonly Pick<TimelineSegment, 'kind' | 'start' | 'end'>[],
): { start: number; end: number }[] {
  const spans = segments.flatMap(({ kind, start, end }) =>
    // Of a pause only its two ends are something that happened.
    kind === 'waiting' || kind === 'state'
      ? [
          { start, end: start },
          { start: end, end },
        ]
      : [{ start, end }],
  );
  return merged(spans);
}

function merged(spans: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  const result: { start: number; end: number }[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}

/** Where a value of one ascending list is in the other. */
function between(from: readonly number[], to: readonly number[], value: number): number {
  const index = lastAtMost(from, value);
  if (index < 0) return to[0] ?? 0;
  const low = from[index] ?? 0;
  const high = from[index + 1] ?? low;
  const first = to[index] ?? 0;
  const second = to[index + 1] ?? first;
  return high === low ? first : first + ((Math.min(value, high) - low) / (high - low)) * (second - first);
}

/** Index of the last that is at most the value, -1 where there is none. */
export function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
