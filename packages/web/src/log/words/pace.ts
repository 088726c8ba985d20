/** How long is rested after a draw, as a multiple of what it took: at most a fifth of the time goes into words. */
const REST = 4;
const LONGEST_REST_MS = 4_000;

/** Milliseconds until what has come is drawn: a draw that took long makes the next one wait longer. */
export function restBeforeDraw({ cost, since }: { cost: number; since: number }): number {
  return Math.max(0, Math.min(LONGEST_REST_MS, cost * REST) - since);
}
