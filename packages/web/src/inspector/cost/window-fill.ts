import type { CondensationEntry, Entry, StepCost } from '../../screen/index.ts';

/** How full the window was at one answer of the conversation's own agent. */
export interface WindowPoint {
  /** Number of the answer, from 1. */
  step: number;
  at: string;
  /** Tokens of the prompt and the answer. */
  tokens: number;
  /** How many events were summed up since the answer before; 0 for none. */
  condensed: number;
}

/** The fill of the window over time. Other agents, and what is asked beside, fill windows of their own. */
export function windowFill(steps: readonly StepCost[], entries: readonly Entry[]): readonly WindowPoint[] {
  const condensations = entries.filter((entry): entry is CondensationEntry => entry.kind === 'condensation');
  let next = 0;
  return steps
    .filter(({ aside, agent }) => !aside && agent === '')
    .map(({ id, at, inputTokens, outputTokens }, index) => {
      let condensed = 0;
      for (
        let entry = condensations[next];
        entry !== undefined && entry.id < id;
        entry = condensations[next]
      ) {
        // One that tells no number has summed something up all the same.
        condensed += Math.max(1, entry.forgotten);
        next += 1;
      }
      return { step: index + 1, at, tokens: inputTokens + outputTokens, condensed };
    });
}

/** No more points than there is room for: of those that follow each other the fullest, with all that was summed up. */
export function windowBins(points: readonly WindowPoint[], mostBins: number): readonly WindowPoint[] {
  const size = Math.max(1, Math.ceil(points.length / Math.max(1, mostBins)));
  if (size === 1) return points;
  return Array.from({ length: Math.ceil(points.length / size) }, (_, index) => {
    const part = points.slice(index * size, (index + 1) * size);
    const fullest = part.reduce((most, point) => (point.tokens > most.tokens ? point : most));
    return { ...fullest, condensed: part.reduce((sum, point) => sum + point.condensed, 0) };
  });
}
