import { readSync } from 'node:fs';

const BYTES = 4096;

/** How often the kernel ended a process of this sandbox for want of memory; 0 where nobody counts. */
export function countOomKills(descriptor: number | null): number {
  if (descriptor === null) return 0;
  const buffer = Buffer.alloc(BYTES);
  const text = buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, BYTES, 0));
  return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
}
