export { Outbox, type OutboxView } from './outbox.ts';
export { isOpen, type OutboxItem } from './outbox-state.ts';
export { randomId } from './random-id.ts';
export { FixedSending, Sending, useOutbox, useOutboxView } from './sending.tsx';
