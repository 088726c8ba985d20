export type Unit = 'ms' | 's' | 'KB' | 'MB' | '/s' | 'MB/s' | 'of all' | 'times';

/** One figure of a benchmark, declared before it is measured. */
export interface Metric {
  /** What the figure is of, as the table says it. */
  what: string;
  unit: Unit;
  better: 'lower' | 'higher';
  /** What is to be reached, in `unit`. */
  aim?: number;
  /** The best that comparable systems reach, in `unit`. */
  comparable?: number;
  /** What the machine itself allows, measured in the same run: the name of that measurement. */
  limit?: string;
}

export interface Figure {
  /** In the unit of the metric; a median where several runs were made. */
  value: number;
  /** The limit beside it, measured in the same run, in the same unit. */
  limit?: number;
}

/** A benchmark: `bench/<name>.bench.ts` has it as its default export. */
export interface Benchmark<Name extends string = string> {
  /** What is measured, in one line. */
  what: string;
  metrics: Record<Name, Metric>;
  /** Upper bound for the whole benchmark; 300 unless given. */
  timeoutSeconds?: number;
  /** Measures. Runs alone on the machine, in a process of its own. */
  run(): Promise<Record<Name, Figure>>;
}

/** Gives a definition its type: every metric that is declared has to be measured. */
export function defineBenchmark<Name extends string>(benchmark: Benchmark<Name>): Benchmark<Name> {
  return benchmark;
}
