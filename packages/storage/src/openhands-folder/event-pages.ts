import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventRecord } from '@capstan/events';
import { namesIn } from './conversation-folder.ts';
import { recordOfEntry } from './folder-record.ts';
import { parsePythonJson } from './python-json.ts';

interface EventPage {
  /** First id. */
  start: number;
  /** One more than the last id. */
  end: number;
  file: string;
}

const PAGE_NAME = /^(\d{1,15})-(\d{1,15})\.json$/;
const PAGES_IN_MEMORY = 8;

/**
 * The files in `event_cache/`: runs of events, from any id to any id, of which some may be missing, torn or empty.
 * They only repeat what the single files say, so a page that cannot be read is as good as none.
 */
export class EventPages {
  readonly #pages: readonly EventPage[];
  readonly #loaded = new Map<EventPage, Promise<unknown[]>>();

  private constructor(pages: readonly EventPage[]) {
    this.#pages = pages;
  }

  static async list(folder: string): Promise<EventPages> {
    const pages: EventPage[] = [];
    for (const name of await namesIn(folder)) {
      const [, start, end] = PAGE_NAME.exec(name) ?? [];
      if (start === undefined || end === undefined) continue;
      pages.push({ start: Number(start), end: Number(end), file: join(folder, name) });
    }
    return new EventPages(pages.toSorted((left, right) => left.start - right.start));
  }

  /** The ids of all events in the pages. Reads only the pages that reach beyond what `known` says is there anyway. */
  async idsBeside(known: ReadonlySet<number>): Promise<number[]> {
    const ids: number[] = [];
    for (const page of this.#pages) {
      if (rangeIsIn(page, known)) continue;
      const entries = await this.#load(page);
      for (const [offset, entry] of entries.entries()) {
        const id = page.start + offset;
        if (!known.has(id) && recordOfEntry(id, entry) !== undefined) ids.push(id);
      }
    }
    return ids;
  }

  /** The event as the first page that has it says. */
  async get(id: number): Promise<EventRecord | undefined> {
    for (const page of this.#pages) {
      if (page.start > id) return undefined;
      if (id >= page.end) continue;
      const record = recordOfEntry(id, (await this.#load(page))[id - page.start]);
      if (record !== undefined) return record;
    }
    return undefined;
  }

  #load(page: EventPage): Promise<unknown[]> {
    const loaded = this.#loaded.get(page) ?? readEntries(page.file);
    // Put at the end: the first one is the one that was not used for longest.
    this.#loaded.delete(page);
    this.#loaded.set(page, loaded);
    for (const oldest of this.#loaded.keys()) {
      if (this.#loaded.size <= PAGES_IN_MEMORY) break;
      this.#loaded.delete(oldest);
    }
    return loaded;
  }
}

async function readEntries(file: string): Promise<unknown[]> {
  try {
    const { value } = parsePythonJson(await readFile(file, 'utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    // Torn, deleted or unreadable: the single files have the events.
    return [];
  }
}

function rangeIsIn({ start, end }: EventPage, known: ReadonlySet<number>): boolean {
  if (end - start > known.size) return false;
  for (let id = start; id < end; id += 1) if (!known.has(id)) return false;
  return true;
}
