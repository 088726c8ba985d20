import type { Family } from './kind-family.ts';
import { ROWS, type PlacedSegment, type Row } from './strip-rows.ts';
import type { TimeScale } from './time-scale.ts';

/** The part of the strip that is seen: units at its left edge, and CSS pixels for each unit. */
export interface StripView {
  from: number;
  pixelsPerUnit: number;
  /** CSS pixels. */
  width: number;
}

export const pixelOf = (time: number, scale: TimeScale, { from, pixelsPerUnit }: StripView): number =>
  (scale.unitsAt(time) - from) * pixelsPerUnit;

export const timeOf = (pixel: number, scale: TimeScale, { from, pixelsPerUnit }: StripView): number =>
  scale.timeAt(from + pixel / pixelsPerUnit);

/** Narrowest that can be seen, CSS pixels. */
const LEAST_WIDTH = 2;
/** Points nearer than this are one. */
const POINT_DISTANCE = 5;

interface Run {
  family: Family;
  row: Row;
  left: number;
  right: number;
}

/**
 * What is drawn, as one SVG path for each family: however long the log, no more shapes than there are pixels. Families that
 * are hidden have none.
 */
export function stripPaths(
  segments: readonly PlacedSegment[],
  view: StripView,
  hidden: ReadonlySet<Family> = new Set(),
): ReadonlyMap<Family, string> {
  const paths = new Map<Family, string[]>();
  const open = new Map<string, Run>();
  const draw = (run: Run): void => {
    const path = paths.get(run.family) ?? [];
    path.push(shape(run));
    paths.set(run.family, path);
  };
  const put = (family: Family, row: Row, left: number, right: number): void => {
    if (hidden.has(family)) return;
    const lane = `${family} ${row}`;
    const last = open.get(lane);
    const reach = isPoint(family) ? POINT_DISTANCE : 0.5;
    if (last !== undefined && left <= last.right + reach && left >= last.left) {
      last.right = isPoint(family) ? last.right : Math.max(last.right, right);
      return;
    }
    if (last !== undefined) draw(last);
    open.set(lane, { family, row, left, right });
  };
  for (const segment of segments) {
    const { family, row } = segment;
    const left = (segment.from - view.from) * view.pixelsPerUnit;
    const right = Math.max(left + LEAST_WIDTH, (segment.to - view.from) * view.pixelsPerUnit);
    if (right < 0 || left > view.width) continue;
    put(family, row, Math.max(left, -8), Math.min(right, view.width + 8));
    if (segment.failed && family !== 'failed') put('failed', 'failed', left, left + LEAST_WIDTH);
  }
  for (const run of open.values()) draw(run);
  return new Map([...paths].map(([family, parts]) => [family, parts.join('')]));
}

const isPoint = (family: Family): boolean =>
  family === 'said' || family === 'ending' || family === 'failed' || family === 'notes';

function shape({ family, row, left, right }: Run): string {
  const { top, height } = ROWS[row];
  const x = round(left);
  const middle = top + height / 2;
  switch (family) {
    case 'said':
      return `M${round(x - 4)} ${middle}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`;
    case 'ending':
      return `M${x} ${middle - 6}l5 6l-5 6l-5 -6z`;
    case 'failed':
      return `M${x} ${top}l4 ${height}h-8z`;
    case 'notes':
      return `M${round(x - 1)} ${top + 2}h2v${height - 4}h-2z`;
    case 'reading':
      // Looking around is less than changing something.
      return box(x, right, top + height / 2, height / 2);
    default:
      return box(x, right, top, height);
  }
}

const box = (left: number, right: number, top: number, height: number): string =>
  `M${left} ${top}H${round(right)}v${height}H${left}z`;

const round = (value: number): number => Math.round(value * 10) / 10;

/** The segment under a point of the strip: the shortest one there, of what is nearest where there is none. */
export function segmentAt(
  segments: readonly PlacedSegment[],
  view: StripView,
  { x, y, hidden }: { x: number; y: number; hidden: ReadonlySet<Family> },
): PlacedSegment | null {
  let best: { segment: PlacedSegment; distance: number; width: number } | null = null;
  for (const segment of segments) {
    if (hidden.has(segment.family)) continue;
    const { top, height } = ROWS[segment.row];
    if (y < top - 2 || y > top + height + 2) continue;
    const left = (segment.from - view.from) * view.pixelsPerUnit;
    const right = Math.max(left + LEAST_WIDTH, (segment.to - view.from) * view.pixelsPerUnit);
    const distance = x < left ? left - x : x > right ? x - right : 0;
    if (distance > 6) continue;
    const width = right - left;
    if (best === null || distance < best.distance || (distance === best.distance && width < best.width)) {
      best = { segment, distance, width };
    }
  }
  return best?.segment ?? null;
}
