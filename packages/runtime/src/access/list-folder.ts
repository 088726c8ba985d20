import type { Dirent } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { WorkspaceEntry } from '@capstan/protocol';
import { errorCode } from '../file/file-failure.ts';
import type { HeldFolder } from './held-folder.ts';

/** Sizes asked for at the same time. */
const AT_ONCE = 32;

/** The entries of a folder, sorted by name; links are not followed. */
export async function listFolder(folder: HeldFolder): Promise<WorkspaceEntry[]> {
  const found = (await folder.entries()).toSorted(byName);
  const entries: WorkspaceEntry[] = [];
  for (let from = 0; from < found.length; from += AT_ONCE) {
    const group = found.slice(from, from + AT_ONCE);
    entries.push(...(await Promise.all(group.map((entry) => describeEntry(folder, entry)))));
  }
  return entries;
}

export function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

async function describeEntry(folder: HeldFolder, entry: Dirent): Promise<WorkspaceEntry> {
  const { name } = entry;
  if (entry.isDirectory()) return { name, type: 'folder', sizeBytes: 0 };
  if (entry.isSymbolicLink()) return { name, type: 'link', sizeBytes: 0 };
  if (!entry.isFile()) return { name, type: 'other', sizeBytes: 0 };
  return { name, type: 'file', sizeBytes: await sizeOf(folder.at(name)) };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await lstat(path)).size;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    // It has gone meanwhile, or nobody may look.
    return 0;
  }
}
