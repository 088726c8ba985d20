import type { WorkspaceAccess } from '@capstan/protocol';
import { folderEntries } from './folder-entries.ts';

/** Folders in which a repository says how it is worked in, best first. */
const FOLDERS = ['.capstan', '.openhands'];

/** The path of a script of the repository in `folder`, relative to it. */
export async function repositoryScript(
  access: WorkspaceAccess,
  folder: string,
  name: string,
): Promise<string | undefined> {
  for (const place of FOLDERS) {
    const entries = (await folderEntries(access, `${folder}/${place}`)) ?? [];
    const found = entries.find((entry) => entry.name === name);
    if (found?.type === 'file' || found?.type === 'link') return `${place}/${name}`;
  }
  return undefined;
}
