import type { Entry } from '../entry.ts';

/** All entries in the order in which they began, those of delegates after the delegate that they belong to. */
export function* walkEntries(entries: readonly Entry[]): Generator<Entry> {
  for (const entry of entries) {
    yield entry;
    if (entry.kind === 'delegate') yield* walkEntries(entry.entries);
  }
}
