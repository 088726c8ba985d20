/** Whether a runnable action may run. */
export const CONFIRMATION_STATES = ['confirmed', 'rejected', 'awaiting_confirmation'] as const;

export type ConfirmationState = (typeof CONFIRMATION_STATES)[number];
