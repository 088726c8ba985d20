/** Who put an event into the log. */
export const EVENT_SOURCES = ['agent', 'user', 'environment'] as const;

export type EventSource = (typeof EVENT_SOURCES)[number];
