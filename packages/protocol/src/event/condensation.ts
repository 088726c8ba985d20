import * as z from 'zod/mini';
import { defineAction, type ActionOfKind } from './action-kind.ts';
import { integerListOrNull, integerOrNull, textOrNull } from './field.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/**
 * Events that the view forgets: either `forgotten_event_ids` (an empty list forgets nothing) or the
 * inclusive range, never both. A summary comes with its place in the view, `summary_offset`.
 */
export const condensationKind = defineAction(
  'condensation',
  () => ({
    forgotten_event_ids: integerListOrNull(),
    forgotten_events_start_id: integerOrNull(),
    forgotten_events_end_id: integerOrNull(),
    summary: textOrNull(),
    summary_offset: integerOrNull(),
  }),
  (args) =>
    args.check(
      z.refine(
        (value) => {
          const range = value.forgotten_events_start_id !== null && value.forgotten_events_end_id !== null;
          return (value.forgotten_event_ids !== null) !== range;
        },
        { error: 'give either forgotten_event_ids or both ends of a range' },
      ),
      z.refine((value) => (value.summary === null) === (value.summary_offset === null), {
        error: 'summary and summary_offset go together',
      }),
    ),
);

/** Asks for a condensation before the next step. */
export const condensationRequestKind = defineAction('condensation_request', () => ({}));

/** The latest summary where it stands in a view. Never in the log. */
export const condenseKind = defineObservation('condense', () => ({}));

export type CondensationAction = ActionOfKind<typeof condensationKind>;
export type CondensationRequestAction = ActionOfKind<typeof condensationRequestKind>;
export type CondenseObservation = ObservationOfKind<typeof condenseKind>;

export const condensationAction = condensationKind.draft;
export const condensationRequest = () => condensationRequestKind.draft({});
export const condenseObservation = (summary: string) => condenseKind.draft(summary, {});

/** The ids that a condensation forgets, ascending for a range. */
export function forgottenEventIds(args: CondensationAction['args']): number[] {
  if (args.forgotten_event_ids !== null) return args.forgotten_event_ids;
  const { forgotten_events_start_id: start, forgotten_events_end_id: end } = args;
  if (start === null || end === null) return [];
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index);
}
