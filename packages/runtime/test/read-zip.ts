import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

export interface ZippedEntry {
  name: string;
  mode: number;
  bytes: Buffer;
}

/** The entries of an archive in its order, by somebody else's reader. */
export async function readZip(archive: Buffer): Promise<ZippedEntry[]> {
  // Names as they are: as text it would take a backslash for a slash.
  const zip = await fromBufferPromise(archive, { lazyEntries: true, decodeStrings: false });
  const entries: ZippedEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    entries.push({
      name: entry.fileNameRaw.toString(),
      mode: entry.externalFileAttributes >>> 16,
      bytes: await buffer(await zip.openReadStreamPromise(entry)),
    });
  }
  return entries;
}
