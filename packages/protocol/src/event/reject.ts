import { defineAction, type ActionOfKind } from './action-kind.ts';
import { jsonObjectOrEmpty, textOrEmpty } from './field.ts';

/** The agent will not do the task; `outputs.reason` says why. */
export const rejectKind = defineAction('reject', () => ({
  outputs: jsonObjectOrEmpty(),
  thought: textOrEmpty(),
}));

export type RejectAction = ActionOfKind<typeof rejectKind>;
export const rejectAction = rejectKind.draft;
