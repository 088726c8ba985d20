import { totalmem } from 'node:os';

/** What everything inside one sandbox may use together; `null` sets no limit. */
export interface SandboxLimits {
  /** Bytes of memory, page cache of its own files included. */
  memoryBytes: number | null;
  processes: number | null;
  /** Bytes of the largest file that can be written. */
  fileSizeBytes: number | null;
  /** Open files of one process; the shell itself needs 1024. */
  openFiles: number | null;
}

const GIB = 1024 ** 3;

/** Generous enough for builds, tight enough that a runaway command does not take the machine along. */
export function defaultLimits(): SandboxLimits {
  return {
    memoryBytes: Math.max(GIB, Math.floor(totalmem() * 0.75)),
    processes: 4096,
    fileSizeBytes: 16 * GIB,
    openFiles: 65_536,
  };
}

/** For what is known to be harmless. */
export const NO_LIMITS: SandboxLimits = {
  memoryBytes: null,
  processes: null,
  fileSizeBytes: null,
  openFiles: null,
};
