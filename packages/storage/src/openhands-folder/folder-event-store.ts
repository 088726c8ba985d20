import type { EventRecord, EventStore, PageRequest } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import { AppendOrder } from '../event/append-order.ts';
import { pageRange } from '../event/page-range.ts';
import { EventFiles } from './event-files.ts';
import { EventPages } from './event-pages.ts';

/** Files that are read at the same time. */
const READ_AHEAD = 64;

/**
 * A log in the file layout of OpenHands. Where a page of `event_cache/` has an event it counts, as it does there, so
 * an event whose single file was deleted is still found; an entry that is not the event of its place is passed over
 * for the single file. Appending writes single files only: pages are a cache, and theirs to write.
 */
export class FolderEventStore implements EventStore {
  readonly conversationId: string;
  readonly #files: EventFiles;
  readonly #pages: EventPages;
  /** Ascending, with the gaps that the folder has. */
  readonly #ids: number[];
  readonly #order: AppendOrder;
  #lastWrite: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(conversationId: string, files: EventFiles, pages: EventPages, ids: number[]) {
    this.conversationId = conversationId;
    this.#files = files;
    this.#pages = pages;
    this.#ids = ids;
    this.#order = new AppendOrder(conversationId, (ids.at(-1) ?? -1) + 1);
  }

  static async open(conversationId: string, folder: string, pagesFolder: string): Promise<FolderEventStore> {
    const files = new EventFiles(folder);
    await files.recover();
    const single = await files.ids();
    const pages = await EventPages.list(pagesFolder);
    const beside = await pages.idsBeside(new Set(single));
    const ids = [...new Set([...single, ...beside])].toSorted((left, right) => left - right);
    return new FolderEventStore(conversationId, files, pages, ids);
  }

  get nextId(): number {
    return this.#order.nextId;
  }

  async append(records: readonly EventRecord[]): Promise<void> {
    this.#requireOpen();
    await this.#order.add(records, () => {
      const written = this.#lastWrite.then(() => this.#write(records));
      this.#lastWrite = written.catch(() => {
        // Whoever waits for this append is told; the next one looks at the order.
      });
      return written;
    });
  }

  async get(id: number): Promise<EventRecord | undefined> {
    this.#requireOpen();
    return (await this.#pages.get(id)) ?? (await this.#files.get(id));
  }

  async page(request: PageRequest): Promise<EventRecord[]> {
    this.#requireOpen();
    const { from, to, limit, reverse } = pageRange(request);
    const wanted = this.#ids.slice(this.#indexOf(from), this.#indexOf(to + 1));
    if (reverse) wanted.reverse();
    const records: EventRecord[] = [];
    for (let at = 0; at < wanted.length && records.length < limit;) {
      const ids = wanted.slice(at, at + Math.min(READ_AHEAD, limit - records.length));
      at += ids.length;
      for (const record of await Promise.all(ids.map((id) => this.get(id)))) {
        if (record !== undefined) records.push(record);
      }
    }
    return records;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#order.idle();
  }

  async #write(records: readonly EventRecord[]): Promise<void> {
    this.#order.requireUnbroken();
    const from = records[0]?.id ?? this.nextId;
    await this.#files.add(
      from,
      records.map(({ body }) => body),
    );
    for (const { id } of records) this.#ids.push(id);
  }

  /** Where the first id that is not lower stands. */
  #indexOf(id: number): number {
    let [low, high] = [0, this.#ids.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #requireOpen(): void {
    if (this.#closed) throw new CapstanError('stream_closed', `The log of ${this.conversationId} was closed`);
  }
}
