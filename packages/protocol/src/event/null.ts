import { defineAction, type ActionOfKind } from './action-kind.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** Nothing to do. */
export const nullActionKind = defineAction('null', () => ({}));

/** Nothing came of it, for example a recall that found nothing. */
export const nullObservationKind = defineObservation('null', () => ({}));

export type NullAction = ActionOfKind<typeof nullActionKind>;
export type NullObservation = ObservationOfKind<typeof nullObservationKind>;

export const nullAction = () => nullActionKind.draft({});
export const nullObservation = () => nullObservationKind.draft('', {});
