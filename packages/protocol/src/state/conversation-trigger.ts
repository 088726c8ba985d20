/** Wire values of what a conversation was started by. */
export const CONVERSATION_TRIGGERS = [
  'resolver',
  'gui',
  'suggested_task',
  'openhands_api',
  'slack',
  'microagent_management',
  'jira',
  'jira_dc',
  'linear',
  'bitbucket',
] as const;

export type ConversationTrigger = (typeof CONVERSATION_TRIGGERS)[number];
