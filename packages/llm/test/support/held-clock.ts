import { CapstanError } from '@capstan/protocol';
import type { Clock } from '../../src/index.ts';

/** A clock whose waits take no time and are written down. */
export class HeldClock implements Clock {
  readonly waits: number[] = [];
  readonly random = (): number => 0;

  now(): number {
    return Date.now();
  }

  monotonic(): number {
    return performance.now();
  }

  async sleep(seconds: number, signal: AbortSignal): Promise<void> {
    this.waits.push(seconds);
    if (signal.aborted) throw new CapstanError('cancelled', 'cancelled');
  }
}
