import type { RecordedAgent, RecordedAgentOptions } from './recorded-agent.ts';

export interface Scenario {
  options: RecordedAgentOptions;
  /** What the person does. Resolves when the recording is to end. */
  live: (agent: RecordedAgent) => Promise<unknown>;
}
