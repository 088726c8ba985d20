import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dirent } from 'node:fs';
import { CapstanError } from '@capstan/protocol';
import type { WorkspaceFolders } from '@capstan/protocol/api';
import type { LocalFolders } from './local-folders.ts';

const MOST_FOLDERS = 500;
/** Of a folder with more, not all are looked at. */
const MOST_ENTRIES = 20_000;

/** The folders in a folder, by name, 500 at most. Rejects as `LocalFolders.find`. */
export async function listFolders(
  folders: LocalFolders,
  asked: string | undefined,
): Promise<WorkspaceFolders> {
  const path = await folders.find(asked ?? folders.start);
  const names = await folderNames(path);
  const found = await Promise.all(names.map((name) => folderAt(folders, join(path, name), name)));
  return { path, parent: folders.parentOf(path), folders: found.filter((folder) => folder !== null) };
}

async function folderNames(path: string): Promise<string[]> {
  const names: string[] = [];
  try {
    let seen = 0;
    for await (const entry of await opendir(path)) {
      if (mayBeFolder(entry)) names.push(entry.name);
      seen += 1;
      if (seen >= MOST_ENTRIES) break;
    }
  } catch (cause) {
    throw new CapstanError('forbidden', `The folder ${path} cannot be read`, {
      cause,
      remedy: 'Choose another folder, or give the server the permission to read this one.',
    });
  }
  return names.toSorted((one, other) => one.localeCompare(other, 'en')).slice(0, MOST_FOLDERS);
}

const mayBeFolder = (entry: Dirent): boolean => entry.isDirectory() || entry.isSymbolicLink();

/** Null for what is none, or may not be chosen. */
async function folderAt(
  folders: LocalFolders,
  path: string,
  name: string,
): Promise<WorkspaceFolders['folders'][number] | null> {
  try {
    const real = await folders.find(path);
    return { name, path: real, is_git: await exists(join(real, '.git')) };
  } catch (error) {
    if (CapstanError.is(error)) return null;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
