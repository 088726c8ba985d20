import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface WriteDurablyOptions {
  /** Where the file is made before it gets its name; the same file system. Default: beside it. */
  draftFolder?: string;
  /** Fail with `EEXIST` instead of replacing a file. */
  exclusive?: boolean;
  /** Leave the sync of the folder to the caller, who has more files to write there. */
  folderSyncedLater?: boolean;
}

/** Writes a whole file so that after a crash it is there complete or not at all. Rejects with errors of `node:fs`. */
export async function writeDurably(
  path: string,
  content: string | Uint8Array,
  options: WriteDurablyOptions = {},
): Promise<void> {
  const folder = dirname(path);
  const draft = join(options.draftFolder ?? folder, `.${randomUUID()}.tmp`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.datasync();
    } finally {
      await file.close();
    }
    if (options.exclusive === true) await link(draft, path);
    else await rename(draft, path);
    if (options.folderSyncedLater !== true) await syncFolder(folder);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
