import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** The person did not allow the action. */
export const userRejectedKind = defineObservation('user_rejected', () => ({}));

export type UserRejectedObservation = ObservationOfKind<typeof userRejectedKind>;
export const userRejectedObservation = (content: string) => userRejectedKind.draft(content, {});
