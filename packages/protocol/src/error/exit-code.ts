/** Exit codes of the command line, one per outcome. */
export const EXIT_CODE = {
  finished: 0,
  error: 1,
  usage: 2,
  rejected: 3,
  /** The agent waits for the person and nobody is there to answer. */
  waiting: 4,
  limit: 5,
  storage: 6,
  stopped: 130,
} as const;

export type Outcome = keyof typeof EXIT_CODE;
