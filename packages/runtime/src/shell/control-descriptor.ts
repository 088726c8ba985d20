import { readFileSync } from 'node:fs';

/** Out of the way of commands that close all descriptors up to 255, and below the usual limit of 1,024. */
const PREFERRED = 1000;
const FALLBACK = 200;

/** Number that the control descriptor gets inside the shell, which inherits this process's limit of open files. */
export function controlDescriptor(): number {
  const soft = /^Max open files\s+(\d+|unlimited)/m.exec(limits())?.[1];
  if (soft === undefined) return FALLBACK;
  return soft === 'unlimited' || Number(soft) >= PREFERRED + 24 ? PREFERRED : FALLBACK;
}

function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    // No such file outside Linux; the fallback suits every system.
    return '';
  }
}
