import { writeFileSync } from 'node:fs';

/** Of 1000. Nobody without privileges may lower the executor's own score, so that of the commands is raised. */
const SCORE = 800;

/**
 * Makes the kernel choose this process and all it will start, not the executor, when memory runs out.
 * Raising the score is allowed to everybody.
 */
export function preferForOomKill(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, String(SCORE));
  } catch (error) {
    // The shell has just ended; its successor gets its score with the next command.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
