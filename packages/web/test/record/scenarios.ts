import type { Event } from '@capstan/protocol';
import { approvals, asked } from './approvals.ts';
import { dialogue } from './dialogue.ts';
import { failures, limit, rateLimit } from './failures.ts';
import { paused, stopped } from './interruptions.ts';
import { RecordedAgent } from './recorded-agent.ts';
import type { Scenario } from './scenario.ts';
import { wholeTask } from './whole-task.ts';

/** What is recorded, by the name of its log. */
export const SCENARIOS = {
  'whole-task': wholeTask,
  approvals,
  asked,
  stopped,
  paused,
  failures,
  'rate-limit': rateLimit,
  limit,
  dialogue,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export const isScenario = (name: string): name is ScenarioName => Object.hasOwn(SCENARIOS, name);

export async function record(name: ScenarioName): Promise<Event[]> {
  const { options, live }: Scenario = SCENARIOS[name];
  await using agent = await RecordedAgent.start(options);
  await live(agent);
  return agent.log();
}
