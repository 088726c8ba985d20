import { expect, it, vi } from 'vitest';
import { ApiFailure } from '../../api/api-failure.ts';
import type { LoggedMessage } from '../../api/logged-messages.ts';
import { Outbox } from './outbox.ts';
import { EMPTY_OUTBOX, type OutboxState } from './outbox-state.ts';

/** A server whose answers can be made to fail, and a browser with pages. */
class Rig {
  log: LoggedMessage[] = [];
  nextId = 5;
  rests = false;
  reachable = true;
  kept: OutboxState = EMPTY_OUTBOX;
  full = false;
  /** How the next posts go; those after them are taken. */
  fate: (() => Promise<void>)[] = [];
  #pages = new Set<() => void>();
  #turn: Promise<void> = Promise.resolve();
  #ids = 0;

  take(text: string): number {
    const id = this.nextId;
    this.nextId += 1;
    this.log.push({ id, text, imageUrls: [] });
    return id;
  }

  page(): Outbox {
    const outbox: Outbox = new Outbox({
      kept: {
        read: () => this.kept,
        write: (state) => {
          const unkept = this.full ? state.items.filter(({ imageUrls }) => imageUrls.length > 0) : [];
          this.kept = { ...state, items: state.items.filter((item) => !unkept.includes(item)) };
          for (const changed of this.#pages) changed();
          return unkept;
        },
        subscribe: (changed) => {
          const later = (): void => queueMicrotask(changed);
          this.#pages.add(later);
          return () => this.#pages.delete(later);
        },
      },
      post: async ({ text }) => {
        await this.fate.shift()?.();
        return this.take(text);
      },
      messagesFrom: (fromId) => Promise.resolve(this.log.filter(({ id }) => id >= fromId)),
      nextId: () => Promise.resolve(this.nextId),
      moment: () => ({ reachable: this.reachable, rests: this.rests, nextId: 0 }),
      alone: (work) => {
        const turn = this.#turn.then(work);
        this.#turn = turn;
        return turn;
      },
      newId: () => `item-${(this.#ids += 1)}`,
      now: () => new Date(0),
      onSent: () => undefined,
      onUnreachable: () => {
        this.reachable = false;
      },
    });
    outbox.start(new AbortController().signal);
    return outbox;
  }
}

const words = (text: string) => ({ text, imageUrls: [], when: 'now' as const });
const texts = (rig: Rig): string[] => rig.log.map(({ text }) => text);
const unreachable = (): ApiFailure => new ApiFailure('No server', { status: 0 });

it('sends in order, and several pages send each once', async () => {
  const rig = new Rig();
  const [one] = [rig.page(), rig.page()];
  one.add(words('a'));
  one.add(words('b'));
  await vi.waitFor(() => expect(rig.kept.items.map(({ eventId }) => eventId)).toEqual([5, 6]));
  expect(texts(rig)).toEqual(['a', 'b']);
});

it('a message whose answer was lost is found in the log and not sent twice', async () => {
  const rig = new Rig();
  const outbox = rig.page();
  rig.fate.push(async () => {
    rig.take('a');
    await Promise.reject(unreachable());
  });
  outbox.add(words('a'));
  await vi.waitFor(() => expect(outbox.store.getState().items[0]?.progress).toBe('unclear'));
  rig.reachable = true;
  outbox.lookNow();
  await vi.waitFor(() => expect(outbox.store.getState().items[0]?.eventId).toBe(5));
  expect(texts(rig)).toEqual(['a']);
});

it('a message that never arrived is sent again', async () => {
  const rig = new Rig();
  const outbox = rig.page();
  rig.fate.push(() => Promise.reject(unreachable()));
  outbox.add(words('a'));
  await vi.waitFor(() => expect(outbox.store.getState().items[0]?.progress).toBe('unclear'));
  rig.reachable = true;
  outbox.lookNow();
  await vi.waitFor(() => expect(texts(rig)).toEqual(['a']));
});

it('the same words from before are not taken for it', async () => {
  const rig = new Rig();
  rig.take('go on');
  const outbox = rig.page();
  rig.fate.push(() => Promise.reject(unreachable()));
  outbox.add(words('go on'));
  await vi.waitFor(() => expect(outbox.store.getState().items[0]?.progress).toBe('unclear'));
  rig.reachable = true;
  outbox.lookNow();
  await vi.waitFor(() => expect(texts(rig)).toEqual(['go on', 'go on']));
});

it('what was on its way at a reload is looked for first', async () => {
  const rig = new Rig();
  const lost = Promise.withResolvers<void>();
  rig.fate.push(() => lost.promise);
  const outbox = rig.page();
  outbox.add(words('a'));
  await vi.waitFor(() => expect(rig.kept.items[0]?.progress).toBe('sending'));
  // The page is gone; the server has it all the same.
  rig.take('a');
  const after = new Rig();
  Object.assign(after, { kept: rig.kept, log: rig.log, nextId: rig.nextId });
  after.page();
  await vi.waitFor(() => expect(after.kept.items[0]?.eventId).toBe(5));
  expect(texts(after)).toEqual(['a']);
});

it('what the server refuses stays, says why, and can be changed', async () => {
  const rig = new Rig();
  const outbox = rig.page();
  rig.fate.push(() =>
    Promise.reject(new ApiFailure('Too large', { status: 413, remedy: 'Send less at once.' })),
  );
  outbox.add(words('a'));
  await vi.waitFor(() => expect(outbox.store.getState().items[0]?.progress).toBe('refused'));
  const [item] = outbox.store.getState().items;
  expect(item?.failure).toEqual({ message: 'Too large', remedy: 'Send less at once.' });
  outbox.edit(item?.id ?? '', 'b');
  await vi.waitFor(() => expect(texts(rig)).toEqual(['b']));
});

it('holds back until the agent rests, unless told otherwise', async () => {
  const rig = new Rig();
  const outbox = rig.page();
  outbox.add({ ...words('later'), when: 'later' });
  outbox.add({ ...words('now'), when: 'later' });
  outbox.sendNow(outbox.store.getState().items[1]?.id ?? '');
  await vi.waitFor(() => expect(texts(rig)).toEqual(['now']));
  expect(outbox.store.getState().items[0]?.progress).toBe('unsent');
});

it('a message that the browser will not keep is sent all the same, and said not to be kept', async () => {
  const rig = new Rig();
  rig.full = true;
  const [outbox, other] = [rig.page(), rig.page()];
  outbox.add({ ...words('a'), imageUrls: ['data:image/png;base64,AA=='] });
  expect(outbox.store.getState().kept).toBe(false);
  other.add(words('b'));
  await vi.waitFor(() => expect(texts(rig).toSorted()).toEqual(['a', 'b']));
  await vi.waitFor(() => expect(outbox.store.getState().items.map(({ text }) => text)).toEqual(['b', 'a']));
});

it('what is kept beside a message that is not goes out once, whichever page sends it', async () => {
  const rig = new Rig();
  rig.full = true;
  const [one, other] = [rig.page(), rig.page()];
  one.add({ ...words('held'), when: 'later' });
  one.add({ ...words('picture'), imageUrls: ['data:image/png;base64,AA=='], when: 'later' });
  await vi.waitFor(() => expect(other.store.getState().items).toHaveLength(1));
  other.sendNow(rig.kept.items[0]?.id ?? '');
  await vi.waitFor(() => expect(texts(rig)).toEqual(['held']));
  const items = one.store.getState().items;
  for (const { id } of items) one.sendNow(id);
  await vi.waitFor(() => expect(texts(rig)).toEqual(['held', 'picture']));
});
