import { type Summary, summarize } from './summary.ts';

export interface MeasureOptions {
  /** Measured runs. */
  runs: number;
  /** Runs before them that do not count; 1 unless given. */
  warmup?: number;
}

type Work = () => unknown;

/** Milliseconds that the work takes, over several runs one after the other. */
export async function measure(work: Work, { runs, warmup = 1 }: MeasureOptions): Promise<Summary> {
  for (let run = 0; run < warmup; run += 1) await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await timed(work));
  return summarize(times);
}

export interface Comparison {
  subject: Summary;
  limit: Summary;
  /** Median of subject by limit, each pair measured side by side. */
  ratio: number;
}

/**
 * Measures the work and its limit in turns, so that what else the machine does at the time weighs on
 * both alike.
 */
export async function compare(
  subject: Work,
  limit: Work,
  { runs, warmup = 1 }: MeasureOptions,
): Promise<Comparison> {
  for (let run = 0; run < warmup; run += 1) {
    await subject();
    await limit();
  }
  const pairs: { subject: number; limit: number }[] = [];
  for (let run = 0; run < runs; run += 1)
    pairs.push({ subject: await timed(subject), limit: await timed(limit) });
  return {
    subject: summarize(pairs.map((pair) => pair.subject)),
    limit: summarize(pairs.map((pair) => pair.limit)),
    ratio: summarize(pairs.map((pair) => pair.subject / pair.limit)).median,
  };
}

async function timed(work: Work): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
