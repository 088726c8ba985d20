import { walkEntries, type EditEntry, type Entry } from '../../screen/index.ts';

/** What was done with the editor and worked, by the path as the log has it; oldest first. */
export function editsByPath(entries: readonly Entry[]): Map<string, EditEntry[]> {
  const edits = new Map<string, EditEntry[]>();
  for (const entry of walkEntries(entries)) {
    if (entry.kind !== 'edit' || entry.progress !== 'done') continue;
    const known = edits.get(entry.path);
    if (known === undefined) edits.set(entry.path, [entry]);
    else known.push(entry);
  }
  return edits;
}
