/** Seconds from one time to another, never below 0; null when either is not known. Times are ISO 8601. */
export function secondsBetween(from: string | null, to: string | null): number | null {
  const seconds = (Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000;
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}

/** A duration in at most two units: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function durationText(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return twoUnits([Math.floor(whole / 60), 'min'], [whole % 60, 's']);
  const minutes = Math.round(seconds / 60);
  return twoUnits([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min']);
}

function twoUnits([large, unit]: [number, string], [small, lesser]: [number, string]): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${lesser}`;
}
