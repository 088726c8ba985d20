export type { Outbox } from './outbox.ts';
export { isOpen, type OutboxItem } from './outbox-state.ts';
export { randomId } from './random-id.ts';
export { Sending, useOutbox, useOutboxView } from './sending.tsx';
