/** Longest side of a picture that goes along: models see no more of it. */
const LONGEST_SIDE = 2_000;

export interface Size {
  width: number;
  height: number;
}

/** The size at which a picture goes along: its own, or as large as may be in its own proportions. */
export function fittingSize({ width, height }: Size): Size {
  const factor = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}
