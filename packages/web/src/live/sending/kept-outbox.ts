import { EMPTY_OUTBOX, type OutboxItem, type OutboxProgress, type OutboxState } from './outbox-state.ts';

/** What the browser keeps of an outbox, for all pages of it that are open and those that come after. */
export interface KeptOutbox {
  read(): OutboxState;
  /** Answers with what the browser would not keep, because it is full, or forbidden: no other page knows of it. */
  write(state: OutboxState): readonly OutboxItem[];
  /** Told when another page has changed it. Returns the way to end it. */
  subscribe(changed: () => void): () => void;
}

export function keptOutbox(conversationId: string, storage: () => Storage = () => localStorage): KeptOutbox {
  const key = `capstan.outbox.${conversationId}`;
  const put = (state: OutboxState): boolean => {
    try {
      if (state.items.length === 0) storage().removeItem(key);
      else storage().setItem(key, JSON.stringify(state));
      return true;
    } catch {
      return false;
    }
  };
  return {
    read() {
      try {
        return parseOutbox(JSON.parse(storage().getItem(key) ?? 'null'));
      } catch {
        // Forbidden, or not ours: as if nothing was kept.
        return EMPTY_OUTBOX;
      }
    },
    write(state) {
      if (put(state)) return [];
      const plain = state.items.filter(({ imageUrls }) => imageUrls.length === 0);
      if (put({ ...state, items: plain })) return state.items.filter((item) => !plain.includes(item));
      // What was kept before would be sent once more by whoever finds it.
      put({ ...state, items: [] });
      return state.items;
    },
    subscribe(changed) {
      const listener = (event: StorageEvent): void => {
        if (event.key === key) changed();
      };
      addEventListener('storage', listener);
      return () => removeEventListener('storage', listener);
    },
  };
}

const PROGRESS: Readonly<Record<OutboxProgress, true>> = {
  unsent: true,
  sending: true,
  unclear: true,
  sent: true,
  refused: true,
};

const isProgress = (value: unknown): value is OutboxProgress =>
  typeof value === 'string' && Object.hasOwn(PROGRESS, value);

/** Whatever was kept, as an outbox: what is no message is left out. */
export function parseOutbox(value: unknown): OutboxState {
  if (typeof value !== 'object' || value === null) return EMPTY_OUTBOX;
  const items: unknown = Reflect.get(value, 'items');
  return {
    items: Array.isArray(items) ? items.flatMap(parseItem) : [],
    lastEventId: numberOr(Reflect.get(value, 'lastEventId'), -1),
  };
}

function parseItem(value: unknown): OutboxItem[] {
  if (typeof value !== 'object' || value === null) return [];
  const part = (name: keyof OutboxItem): unknown => Reflect.get(value, name);
  const [id, text, progress, imageUrls] = [part('id'), part('text'), part('progress'), part('imageUrls')];
  if (typeof id !== 'string' || typeof text !== 'string' || !isProgress(progress)) return [];
  return [
    {
      id,
      text,
      progress,
      imageUrls: Array.isArray(imageUrls) ? imageUrls.filter((url) => typeof url === 'string') : [],
      at: textOr(part('at'), ''),
      when: part('when') === 'later' ? 'later' : 'now',
      fromId: numberOr(part('fromId'), null),
      eventId: numberOr(part('eventId'), null),
      failure: parseFailure(part('failure')),
    },
  ];
}

function parseFailure(value: unknown): OutboxItem['failure'] {
  if (typeof value !== 'object' || value === null) return null;
  return {
    message: textOr(Reflect.get(value, 'message'), ''),
    remedy: textOr(Reflect.get(value, 'remedy'), ''),
  };
}

const textOr = (value: unknown, other: string): string => (typeof value === 'string' ? value : other);

function numberOr<Other>(value: unknown, other: Other): number | Other {
  return typeof value === 'number' && Number.isInteger(value) ? value : other;
}
