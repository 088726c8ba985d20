import * as z from 'zod/mini';
import { defineAction, type ActionOfKind } from './action-kind.ts';
import { integer, text, textOrEmpty, textOrNull } from './field.ts';
import { lazy } from './lazy.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';
import { openObject } from './open-object.ts';
import { RECALL_TYPES } from './recall-type.ts';

/** Asks memory for what belongs to a message of the person. */
export const recallKind = defineAction('recall', () => ({
  recall_type: z.enum(RECALL_TYPES),
  query: textOrEmpty(),
  thought: textOrEmpty(),
}));

/** A skill that was triggered: its name, the word that triggered it, its text. */
const knowledge = lazy(() => openObject({ name: text(), trigger: textOrNull(), content: text() }));

/** `runtime_hosts` maps URL to port, `date` is `YYYY-MM-DD` in UTC. */
export const recallResultKind = defineObservation('recall', () => ({
  recall_type: z.enum(RECALL_TYPES),
  repo_name: textOrEmpty(),
  repo_directory: textOrEmpty(),
  repo_branch: textOrEmpty(),
  repo_instructions: textOrEmpty(),
  runtime_hosts: z._default(z.record(text(), integer()), () => ({})),
  additional_agent_instructions: textOrEmpty(),
  date: textOrEmpty(),
  custom_secrets_descriptions: z._default(z.record(text(), text()), () => ({})),
  conversation_instructions: textOrEmpty(),
  working_dir: textOrEmpty(),
  microagent_knowledge: z._default(z.array(knowledge()), () => []),
}));

export type RecallKnowledge = z.output<ReturnType<typeof knowledge>>;
export type RecallAction = ActionOfKind<typeof recallKind>;
export type RecallObservation = ObservationOfKind<typeof recallResultKind>;

export const recallAction = recallKind.draft;
export const recallObservation = recallResultKind.draft;
