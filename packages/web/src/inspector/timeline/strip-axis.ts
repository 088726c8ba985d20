import { durationText } from '../../screen/index.ts';
import { clockText } from './clock-text.ts';
import { pixelOf, timeOf, type StripView } from './strip-paths.ts';
import type { TimeScale } from './time-scale.ts';

/** Between two times of the axis, CSS pixels. */
const LABEL_DISTANCE = 84;
/** In less than this, seconds are told as well. */
const SECONDS_BELOW_MS = 5 * 60_000;

export interface AxisLabel {
  x: number;
  text: string;
}

/** Times of day below the strip, as many as fit; the same one not twice. */
export function axisLabels(scale: TimeScale, view: StripView): readonly AxisLabel[] {
  const span = timeOf(view.width, scale, view) - timeOf(0, scale, view);
  const seconds = span < SECONDS_BELOW_MS;
  const labels: AxisLabel[] = [];
  for (let x = 8; x < view.width - LABEL_DISTANCE / 2; x += LABEL_DISTANCE) {
    const text = clockText(timeOf(x, scale, view), { seconds });
    if (text !== '' && text !== labels.at(-1)?.text) labels.push({ x, text });
  }
  return labels;
}

export interface BreakMark {
  left: number;
  right: number;
  /** How long it was; empty where there is no room for it. */
  text: string;
}

/** Rests that are drawn shorter than they were, as far as they are seen. */
export function breakMarks(scale: TimeScale, view: StripView): readonly BreakMark[] {
  return scale.breaks.flatMap(({ start, end }) => {
    const left = pixelOf(start, scale, view);
    const right = pixelOf(end, scale, view);
    if (right < 0 || left > view.width || right - left < 1) return [];
    const text = durationText((end - start) / 1_000);
    return [{ left, right, text: right - left > 8 + text.length * 6.5 ? text : '' }];
  });
}
