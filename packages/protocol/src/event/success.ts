import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** Something succeeded and there is nothing more to say. */
export const successKind = defineObservation('success', () => ({}));

export type SuccessObservation = ObservationOfKind<typeof successKind>;
export const successObservation = (content: string) => successKind.draft(content, {});
