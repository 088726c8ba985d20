import * as z from 'zod/mini';
import type { JsonValue } from '../json.ts';
import { defineAction, type ActionOfKind } from './action-kind.ts';
import { text, textOrNull } from './field.ts';

/** The system prompt and the tools that the agent started with. */
export const systemKind = defineAction('system', () => ({
  content: text(),
  tools: z._default(z.nullable(z.custom<JsonValue[]>(Array.isArray)), null),
  openhands_version: textOrNull(),
  agent_class: textOrNull(),
}));

export type SystemAction = ActionOfKind<typeof systemKind>;
export const systemAction = systemKind.draft;
