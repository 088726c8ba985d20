import { defineAction, type ActionOfKind } from './action-kind.ts';
import { textOrEmpty } from './field.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** A thought written down; nothing is done. */
export const thinkKind = defineAction('think', () => ({ thought: textOrEmpty() }));

export const thinkResultKind = defineObservation('think', () => ({}));

export type ThinkAction = ActionOfKind<typeof thinkKind>;
export type ThinkObservation = ObservationOfKind<typeof thinkResultKind>;

export const thinkAction = (thought: string) => thinkKind.draft({ thought });
export const thinkObservation = (content: string) => thinkResultKind.draft(content, {});
