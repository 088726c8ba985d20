/** What many measurements come to; all in the unit of the measurements. */
export interface Summary {
  count: number;
  min: number;
  /** The middle one; `p50` is the same figure under the name that goes with `p99`. */
  median: number;
  p50: number;
  p99: number;
  max: number;
}

/** Summarizes at least one measurement; throws a `RangeError` for none. */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const median = percentile(sorted, 0.5);
  return {
    count: sorted.length,
    min: percentile(sorted, 0),
    median,
    p50: median,
    p99: percentile(sorted, 0.99),
    max: percentile(sorted, 1),
  };
}

/** The value that the share of all values does not exceed, between neighbours by their distance. */
function percentile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('nothing was measured');
  return below + (above - below) * (place - Math.floor(place));
}
