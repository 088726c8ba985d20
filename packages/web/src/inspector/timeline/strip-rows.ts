import type { TimelineSegment } from '../../screen/index.ts';
import { familyOf, type Family } from './kind-family.ts';
import type { TimeScale } from './time-scale.ts';

/** Rows of the strip, from the top: failures, points, answers of the model, work, work of other agents, waiting. */
export const ROWS = {
  failed: { top: 2, height: 7 },
  points: { top: 10, height: 12 },
  model: { top: 25, height: 6 },
  work: { top: 34, height: 16 },
  nested: { top: 53, height: 10 },
  waiting: { top: 66, height: 6 },
} as const;

export type Row = keyof typeof ROWS;

/** Height of all rows, CSS pixels. */
export const ROWS_HEIGHT = 74;

function rowOf({ kind, nested }: Pick<TimelineSegment, 'kind' | 'nested'>): Row {
  switch (familyOf(kind)) {
    case 'said':
    case 'ending':
    case 'notes':
      return 'points';
    case 'failed':
      return 'failed';
    case 'thinking':
      return 'model';
    case 'waiting':
      return 'waiting';
    default:
      return nested ? 'nested' : 'work';
  }
}

/** A segment with everything that drawing it takes. */
export interface PlacedSegment extends TimelineSegment {
  family: Family;
  row: Row;
  /** Units of the scale. */
  from: number;
  to: number;
}

export function placed(segment: TimelineSegment, scale: TimeScale): PlacedSegment {
  return {
    ...segment,
    family: familyOf(segment.kind),
    row: rowOf(segment),
    from: scale.unitsAt(segment.start),
    to: scale.unitsAt(segment.end),
  };
}
