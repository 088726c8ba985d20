import { existsSync, readFileSync } from 'node:fs';
import type { SandboxLimits } from './limits.ts';
import type { ResourceGroup } from './resource-group.ts';

const PRLIMIT = '/usr/bin/prlimit';

/**
 * What a process may at least reserve: Node reserves 600 MB for code that it never fills, so that below
 * this neither the executor nor any program on Node would start.
 */
export const LEAST_DATA_BYTES = 1024 ** 3;

/** Whether limits of single processes can be set; where not, file size and open files stay unlimited. */
export const canLimitProcesses = (): boolean => existsSync(PRLIMIT);

/**
 * The command, to be followed by another, that sets the limits which the kernel keeps per process: file
 * size and open files always, memory (of each process) and the number of processes where no control
 * group does it for all together.
 */
export function processLimitCommand(limits: SandboxLimits, group: ResourceGroup): string[] {
  if (!canLimitProcesses()) return [];
  const hard = hardLimits();
  const options: string[] = [];
  const add = (option: string, row: string, value: number | null): void => {
    if (value === null) return;
    // Nobody may raise a limit that was already set lower.
    options.push(`--${option}=${Math.min(value, hard.get(row) ?? Number.POSITIVE_INFINITY)}`);
  };
  add('fsize', 'Max file size', limits.fileSizeBytes);
  add('nofile', 'Max open files', limits.openFiles);
  if (!group.limitsProcesses) add('nproc', 'Max processes', limits.processes);
  if (!group.limitsMemory && limits.memoryBytes !== null) {
    add('data', 'Max data size', Math.max(limits.memoryBytes, LEAST_DATA_BYTES));
  }
  return options.length === 0 ? [] : [PRLIMIT, ...options];
}

function hardLimits(): Map<string, number> {
  const limits = new Map<string, number>();
  for (const line of readFileSync('/proc/self/limits', 'utf8').split('\n')) {
    const [, row, hard] = /^(Max .*?)\s{2,}\S+\s+(\S+)/.exec(line) ?? [];
    if (row !== undefined && hard !== undefined && hard !== 'unlimited') limits.set(row, Number(hard));
  }
  return limits;
}
