import { lastAtMost } from './time-scale.ts';

/** How fast the log is played: times as quick as it was. */
export const SPEEDS = [1, 4, 16] as const;

export type Speed = (typeof SPEEDS)[number];

export interface Playback {
  speed: Speed;
  /** Whether times in which nothing happened are cut short. */
  skipsGaps: boolean;
}

/** Longest wait before the next thing where gaps are skipped, milliseconds of the person's time. */
const LONGEST_WAIT_MS = 700;

/**
 * Where the clock of the log is after some milliseconds of the person's time. `times` are the moments at which something
 * happens, ascending. Null: the log is over.
 */
export function advance(
  times: readonly number[],
  clock: number,
  elapsedMs: number,
  { speed, skipsGaps }: Playback,
): number | null {
  const next = times[lastAtMost(times, clock) + 1];
  if (next === undefined) return null;
  const from = skipsGaps ? Math.max(clock, next - LONGEST_WAIT_MS * speed) : clock;
  return from + elapsedMs * speed;
}
