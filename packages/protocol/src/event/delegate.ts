import { defineAction, type ActionOfKind } from './action-kind.ts';
import { jsonObject, text, textOrEmpty } from './field.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** Hands a task (`inputs.task`) to another agent. */
export const delegateKind = defineAction('delegate', () => ({
  agent: text(),
  inputs: jsonObject(),
  thought: textOrEmpty(),
}));

export const delegateResultKind = defineObservation('delegate', () => ({ outputs: jsonObject() }));

export type DelegateAction = ActionOfKind<typeof delegateKind>;
export type DelegateObservation = ObservationOfKind<typeof delegateResultKind>;

export const delegateAction = delegateKind.draft;
export const delegateObservation = delegateResultKind.draft;
