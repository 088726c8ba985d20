import type { Gauge } from './server-metrics.ts';

type Read = () => number | Promise<number>;

/** One value of a gauge, under its label. */
export interface GaugeValue {
  label: string;
  value: number;
}

/** How long one source may take to tell its value. */
const READ_MILLISECONDS = 2_000;

/** Gauges that are looked up when somebody asks. */
export class WatchedGauges {
  readonly #sources = new Set<{ gauge: Gauge; read: Read }>();

  watch(gauge: Gauge, read: Read): () => void {
    const source = { gauge, read };
    this.#sources.add(source);
    return () => this.#sources.delete(source);
  }

  /** The sums of what the sources say; one that fails or takes too long is left out. */
  async values(name: Gauge['name']): Promise<GaugeValue[]> {
    const asked = [...this.#sources].filter(({ gauge }) => gauge.name === name);
    const answers = await Promise.allSettled(asked.map(({ read }) => withinBound(read)));
    const sums = new Map<string, number>();
    for (const [index, answer] of answers.entries()) {
      const gauge = asked[index]?.gauge;
      if (gauge === undefined || answer.status === 'rejected') continue;
      const label = labelOf(gauge);
      sums.set(label, (sums.get(label) ?? 0) + answer.value);
    }
    return [...sums].map(([label, value]) => ({ label, value }));
  }
}

const labelOf = (gauge: Gauge): string => (gauge.name === 'queue' ? gauge.queue : gauge.state);

async function withinBound(read: Read): Promise<number> {
  const bound = Promise.withResolvers<never>();
  const timer = setTimeout(() => bound.reject(new Error('A gauge took too long')), READ_MILLISECONDS);
  try {
    return await Promise.race([read(), bound.promise]);
  } finally {
    clearTimeout(timer);
  }
}
