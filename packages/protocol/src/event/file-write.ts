import { defineAction, type ActionOfKind } from './action-kind.ts';
import { confirmationState, count, minusOne, securityRisk, text, textOrEmpty } from './field.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** Replaces lines `start` to `end` of a file, by default all of it. */
export const writeKind = defineAction('write', () => ({
  path: text(),
  content: text(),
  start: count(),
  end: minusOne(),
  thought: textOrEmpty(),
  security_risk: securityRisk(),
  confirmation_state: confirmationState(),
}));

export const fileWriteKind = defineObservation('write', () => ({ path: text() }));

export type WriteAction = ActionOfKind<typeof writeKind>;
export type FileWriteObservation = ObservationOfKind<typeof fileWriteKind>;

export const writeAction = writeKind.draft;
export const fileWriteObservation = fileWriteKind.draft;
