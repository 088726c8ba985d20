import type { Entry } from '../entry.ts';

/** Where an entry stands: entries are never taken away, so it stays true. */
export interface Place {
  readonly list: number;
  readonly index: number;
}

interface List {
  entries: Entry[];
  /** Place of the delegate that holds it; null for the outermost. */
  parent: Place | null;
  /** Whether it differs from what was shown last. */
  changed: boolean;
}

/** The outermost list: what the conversation's own agent does. */
export const OUTERMOST = 0;

/**
 * Entries, those of a delegate inside its own. Adding and replacing cost O(1); what is shown is made when somebody
 * looks, with new objects only on the way to what changed.
 */
export class EntryTree {
  readonly #lists: List[];
  #shown: readonly Entry[];

  private constructor(lists: List[], shown: readonly Entry[]) {
    this.#lists = lists;
    this.#shown = shown;
  }

  static empty(): EntryTree {
    return new EntryTree([{ entries: [], parent: null, changed: false }], []);
  }

  add(list: number, entry: Entry): Place {
    const target = this.#list(list);
    target.changed = true;
    return { list, index: target.entries.push(entry) - 1 };
  }

  /** Begins the list of a delegate and gives its number. */
  nest(parent: Place): number {
    return this.#lists.push({ entries: [], parent, changed: false }) - 1;
  }

  get({ list, index }: Place): Entry | undefined {
    return this.#list(list).entries[index];
  }

  set({ list, index }: Place, entry: Entry): void {
    const target = this.#list(list);
    target.entries[index] = entry;
    target.changed = true;
  }

  lastOf(list: number): Place {
    return { list, index: this.#list(list).entries.length - 1 };
  }

  shown(): readonly Entry[] {
    // Inner lists have higher numbers than those that hold them.
    for (let number = this.#lists.length - 1; number > OUTERMOST; number -= 1) {
      const list = this.#list(number);
      if (list.changed && list.parent !== null) this.#showIn(list.parent, list);
    }
    const outermost = this.#list(OUTERMOST);
    if (outermost.changed) {
      this.#shown = outermost.entries.slice();
      outermost.changed = false;
    }
    return this.#shown;
  }

  copy(): EntryTree {
    const lists = this.#lists.map((list) => ({ ...list, entries: list.entries.slice() }));
    return new EntryTree(lists, this.#shown);
  }

  #showIn(parent: Place, list: List): void {
    list.changed = false;
    const delegate = this.get(parent);
    if (delegate?.kind === 'delegate') this.set(parent, { ...delegate, entries: list.entries.slice() });
  }

  #list(number: number): List {
    const list = this.#lists[number];
    if (list === undefined) throw new RangeError(`There is no list ${number}`);
    return list;
  }
}
