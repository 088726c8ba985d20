/**
 * How far a message has got. `unclear`: it was sent and no answer came, so that only the log knows. `sent`: the server
 * has it, and the page will have it in a moment. `refused`: the server did not take it.
 */
export type OutboxProgress = 'unsent' | 'sending' | 'unclear' | 'sent' | 'refused';

/** What a person has said and the log does not show yet. */
export interface OutboxItem {
  id: string;
  text: string;
  /** `data:` URLs. */
  imageUrls: readonly string[];
  /** When it was written, UTC, ISO 8601. */
  at: string;
  /** `later`: held back until the agent rests. */
  when: 'now' | 'later';
  progress: OutboxProgress;
  /** The first id that it can have in the log; null until it was sent. */
  fromId: number | null;
  /** The id that it has in the log; null until that is known. */
  eventId: number | null;
  /** Why it was not taken, or is not there yet. */
  failure: { message: string; remedy: string } | null;
}

export interface OutboxState {
  /** In the order in which they go out. */
  items: readonly OutboxItem[];
  /** Id of the last event that came of it: what is held back waits for what the agent makes of that. -1 for none. */
  lastEventId: number;
}

export const EMPTY_OUTBOX: OutboxState = { items: [], lastEventId: -1 };

export function changed(state: OutboxState, id: string, change: Partial<OutboxItem>): OutboxState {
  return { ...state, items: state.items.map((item) => (item.id === id ? { ...item, ...change } : item)) };
}

/** Whether it can still be changed or taken back: the server has not been asked to take it. */
export const isOpen = ({ progress }: OutboxItem): boolean => progress === 'unsent' || progress === 'refused';

/** A changed message is tried again. One that is on its way stays as it is. */
export function edited(state: OutboxState, id: string, text: string): OutboxState {
  return ifOpen(state, id, () =>
    changed(state, id, { text, progress: 'unsent', failure: null, fromId: null }),
  );
}

export function withdrawn(state: OutboxState, id: string): OutboxState {
  return ifOpen(state, id, () => ({ ...state, items: state.items.filter((item) => item.id !== id) }));
}

/** By so many places among those that are held back; -1 is one place earlier. */
export function moved(state: OutboxState, id: string, by: number): OutboxState {
  const held = state.items.filter(({ when }) => when === 'later');
  const from = held.findIndex((item) => item.id === id);
  const [item] = from === -1 ? [] : held.splice(from, 1);
  if (item === undefined) return state;
  held.splice(Math.max(0, Math.min(held.length, from + by)), 0, item);
  return { ...state, items: [...state.items.filter(({ when }) => when === 'now'), ...held] };
}

/** Without what the page has in its log, which ends before the event with this id. */
export function settled(state: OutboxState, nextId: number): OutboxState {
  const items = state.items.filter(({ eventId }) => eventId === null || eventId >= nextId);
  return items.length === state.items.length ? state : { ...state, items };
}

export interface OutboxMoment {
  /** Whether the server was there when it was last asked. */
  reachable: boolean;
  /** Whether the agent has nothing to do, is not about to be asked, and the page knows it. */
  rests: boolean;
  /** Id of the first event that the page does not have. */
  nextId: number;
}

/** What goes out next; undefined when all of it has to wait. What was under way before comes first. */
export function nextToSend(
  { items, lastEventId }: OutboxState,
  moment: OutboxMoment,
): OutboxItem | undefined {
  if (!moment.reachable) return undefined;
  const begun = items.find(({ progress }) => progress === 'sending' || progress === 'unclear');
  if (begun !== undefined) return begun;
  const unsent = items.filter(({ progress }) => progress === 'unsent');
  const now = unsent.find(({ when }) => when === 'now');
  if (now !== undefined) return now;
  return moment.rests && moment.nextId > lastEventId ? unsent[0] : undefined;
}

function ifOpen(state: OutboxState, id: string, change: () => OutboxState): OutboxState {
  const item = state.items.find((one) => one.id === id);
  return item !== undefined && isOpen(item) ? change() : state;
}
