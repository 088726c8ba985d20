import * as z from 'zod/mini';
import { defineAction, type ActionOfKind } from './action-kind.ts';
import { integer } from './field.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** How to go on after a loop: 1 before the loop, 2 from the last prompt of the person, 3 stop. */
export const loopRecoveryKind = defineAction('loop_recovery', () => ({ option: z._default(integer(), 1) }));

export const loopDetectionKind = defineObservation('loop_detection', () => ({}));

export type LoopRecoveryAction = ActionOfKind<typeof loopRecoveryKind>;
export type LoopDetectionObservation = ObservationOfKind<typeof loopDetectionKind>;

export const loopRecoveryAction = (option: 1 | 2 | 3) => loopRecoveryKind.draft({ option });
export const loopDetectionObservation = (content: string) => loopDetectionKind.draft(content, {});
