/** Who may subscribe to a stream. */
export const SUBSCRIBER_IDS = [
  'agent_controller',
  'openhands_resolver',
  'server',
  'runtime',
  'memory',
  'main',
  'test',
] as const;

export type SubscriberId = (typeof SUBSCRIBER_IDS)[number];
