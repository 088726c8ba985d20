export type { EventRecord } from './store/event-record.ts';
export type { EventStorage, EventStore, PageRequest } from './store/event-store.ts';
