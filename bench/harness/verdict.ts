import type { Benchmark, Figure, Metric } from './benchmark.ts';

/** One line of the table and of the results file. */
export interface ResultRow extends Metric {
  benchmark: string;
  metric: string;
  value: number;
  limitValue?: number;
  /** Measured by limit, turned so that 1 is at the limit and more is worse. */
  ratio?: number;
  verdict: 'reached' | 'missed' | 'no aim';
}

/** Puts what was measured beside what was declared. */
export function judge(name: string, benchmark: Benchmark, figures: Record<string, Figure>): ResultRow[] {
  return Object.entries(benchmark.metrics).map(([metric, declared]) => {
    const figure = figures[metric];
    if (figure === undefined || !Number.isFinite(figure.value))
      throw new Error(`${name} did not measure ${metric}`);
    const { value, limit } = figure;
    const row: ResultRow = {
      benchmark: name,
      metric,
      ...declared,
      value,
      verdict: verdictOf(declared, value),
    };
    if (limit === undefined) return row;
    return { ...row, limitValue: limit, ratio: declared.better === 'lower' ? value / limit : limit / value };
  });
}

function verdictOf({ aim, better }: Metric, value: number): ResultRow['verdict'] {
  if (aim === undefined) return 'no aim';
  return (better === 'lower' ? value <= aim : value >= aim) ? 'reached' : 'missed';
}
