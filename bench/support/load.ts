import { setTimeout as wait } from 'node:timers/promises';

/** Does one thing; resolves when it is done. */
type Work = () => Promise<unknown>;

/** How often per second, when so many do it at once, each waiting for its own. */
export async function perSecond(count: number, atOnce: number, work: Work): Promise<number> {
  let left = count;
  const one = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, one));
  return (count / (performance.now() - started)) * 1000;
}

/**
 * Milliseconds from when each was due until it was done, at a fixed rate that does not wait for what is late: a
 * stall shows in everything that it held up.
 */
export async function latenciesAt(rate: number, count: number, work: Work): Promise<number[]> {
  const latencies: number[] = [];
  const pending: Promise<unknown>[] = [];
  const started = performance.now();
  while (pending.length < count) {
    const due = started + (pending.length / rate) * 1000;
    if (performance.now() < due) await wait(1);
    else pending.push(work().then(() => latencies.push(performance.now() - due)));
  }
  await Promise.all(pending);
  return latencies;
}
