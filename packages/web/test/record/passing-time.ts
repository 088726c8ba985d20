import type { Clock as AgentClock } from '@capstan/agent';
import type { Clock as ModelClock } from '@capstan/llm';

/** A clock of its own: looking at it takes a while, and waiting takes no time, so that recordings look like work. */
export function passingTime(): AgentClock & ModelClock {
  let milliseconds = Date.UTC(2026, 0, 1, 9);
  const now = (): number => {
    milliseconds += 730;
    return milliseconds;
  };
  return {
    now,
    monotonic: now,
    random: () => 0.5,
    sleep: async (seconds) => {
      milliseconds += seconds * 1000;
    },
    wait: async (wanted) => {
      milliseconds += wanted;
    },
  };
}
