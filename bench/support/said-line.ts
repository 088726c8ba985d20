import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

const PATIENCE_MS = 30_000;

/** The first line of its standard output that fits. Rejects when the process ends before, or takes too long. */
export function saidLine(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('its output goes elsewhere');
    const late = setTimeout(() => reject(new Error(`nothing said like ${pattern}`)), PATIENCE_MS);
    const ended = (code: number | null): void =>
      reject(new Error(`ended with ${code} before it said anything`));
    child.once('exit', ended);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = pattern.exec(line);
      if (found === null) return;
      clearTimeout(late);
      child.off('exit', ended);
      resolve(found);
    });
  });
}
