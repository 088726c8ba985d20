import type { Stamp } from './envelope.ts';
import type { ActionEvent, ObservationEvent } from './event.ts';

type WithoutStamp<E> = E extends unknown ? Omit<E, keyof Stamp> : never;

/** An action before the stream has put id, timestamp, source and message on it. */
export type ActionDraft = WithoutStamp<ActionEvent>;
export type ObservationDraft = WithoutStamp<ObservationEvent>;
export type EventDraft = ActionDraft | ObservationDraft;
