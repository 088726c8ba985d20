import { defineAction, type ActionOfKind } from './action-kind.ts';
import { jsonObjectOrEmpty, textOrEmpty } from './field.ts';

/** The task is done; `final_thought` is the text for the person. */
export const finishKind = defineAction('finish', () => ({
  final_thought: textOrEmpty(),
  outputs: jsonObjectOrEmpty(),
  thought: textOrEmpty(),
}));

export type FinishAction = ActionOfKind<typeof finishKind>;
export const finishAction = finishKind.draft;
