import { defineAction, type ActionOfKind } from './action-kind.ts';
import { no, securityRisk, text, textListOrNull } from './field.ts';

/** Something said by the person or the agent. */
export const messageKind = defineAction('message', () => ({
  content: text(),
  file_urls: textListOrNull(),
  image_urls: textListOrNull(),
  wait_for_response: no(),
  security_risk: securityRisk(),
}));

export type MessageAction = ActionOfKind<typeof messageKind>;
export const messageAction = messageKind.draft;
