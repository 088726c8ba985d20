import type { StepCost } from '../../screen/index.ts';
import { timeScale } from '../timeline/time-scale.ts';

/** What had been spent after an answer. */
export interface SpentPoint {
  /** Place in time, from 0 to 1; rests of the agent are shortened. */
  share: number;
  at: string;
  usd: number;
}

/** No more points than there is room for; the last is always there. */
export function spentOverTime(steps: readonly StepCost[], mostPoints: number): readonly SpentPoint[] {
  const spans = steps.map(({ at, latencySeconds }) => {
    const end = Date.parse(at);
    return { kind: 'model' as const, start: end - latencySeconds * 1_000, end };
  });
  const known = spans.filter(({ end }) => !Number.isNaN(end));
  const scale = timeScale(known.toSorted((a, b) => a.start - b.start));
  const every = Math.max(1, Math.ceil(steps.length / Math.max(1, mostPoints)));
  let usd = 0;
  return steps.flatMap((step, index) => {
    usd += step.usd ?? 0;
    const end = spans[index]?.end ?? Number.NaN;
    if (Number.isNaN(end) || ((index + 1) % every !== 0 && index !== steps.length - 1)) return [];
    return [{ share: scale.unitsAt(end) / scale.length, at: step.at, usd }];
  });
}
