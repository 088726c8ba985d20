import { CapstanError, type WorkspaceAccess, type WorkspaceEntry } from '@capstan/protocol';

/** What is in a folder; undefined where there is none of that name. */
export async function folderEntries(
  access: WorkspaceAccess,
  folder: string,
): Promise<WorkspaceEntry[] | undefined> {
  try {
    return await access.list(folder);
  } catch (error) {
    if (isCode(error, 'file_not_found') || isCode(error, 'file_unsuitable')) return undefined;
    throw error;
  }
}

const isCode = (error: unknown, code: CapstanError['code']): boolean =>
  CapstanError.is(error) && error.code === code;
