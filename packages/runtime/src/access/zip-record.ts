/*
 * The records of a zip archive as APPNOTE.TXT of PKWARE describes them, with the fields for sizes over 4 GiB where they
 * are needed, and the time stamps of Info-ZIP, which know no time zone.
 */

export interface ZipEntry {
  /** Relative, with slashes; that of a folder ends with one. */
  name: string;
  /** As the file system has it: type and permissions. */
  mode: number;
  modified: Date;
  deflated: boolean;
  /** Whether sizes and checksum come after the bytes: they are not known before. */
  isStreamed: boolean;
  /** Whether one of the sizes may not fit into 32 bits. */
  isLarge: boolean;
}

/** What is known when all bytes of an entry have been written. */
export interface ZipContent {
  checksum: number;
  sizeBytes: number;
  storedBytes: number;
}

/** A field of so many bytes. */
type Field = readonly [bytes: 1 | 2 | 4 | 8, value: number];

const UTF8 = 0x0800;
const SIZES_FOLLOW = 0x0008;
const DEFLATE = 8;
const VERSION = 20;
const LARGE_VERSION = 45;
const MADE_ON_UNIX = 3 << 8;
const FOLDER_ATTRIBUTE = 0x10;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;

/** What goes before the bytes of an entry. */
export function localHeader(entry: ZipEntry, content: ZipContent | undefined): Buffer {
  const { checksum, sizeBytes, storedBytes } = content ?? { checksum: 0, sizeBytes: 0, storedBytes: 0 };
  const name = Buffer.from(entry.name);
  // That it is there tells that the sizes after the bytes have 8 bytes each.
  const large = entry.isLarge ? extra(0x0001, [8, sizeBytes], [8, storedBytes]) : Buffer.alloc(0);
  const more = Buffer.concat([timeStamp(entry), large]);
  const header = record(
    [4, 0x04034b50],
    ...beginning(entry),
    [4, checksum],
    [4, entry.isLarge ? MAX_32 : storedBytes],
    [4, entry.isLarge ? MAX_32 : sizeBytes],
    [2, name.length],
    [2, more.length],
  );
  return Buffer.concat([header, name, more]);
}

/** What goes after the bytes of a streamed entry. */
export function dataDescriptor(entry: ZipEntry, { checksum, sizeBytes, storedBytes }: ZipContent): Buffer {
  const bytes = entry.isLarge ? 8 : 4;
  return record([4, 0x08074b50], [4, checksum], [bytes, storedBytes], [bytes, sizeBytes]);
}

/** An entry in the list at the end. */
export function centralHeader(entry: ZipEntry, content: ZipContent, offset: number): Buffer {
  const { checksum, sizeBytes, storedBytes } = content;
  const name = Buffer.from(entry.name);
  const isLarge = entry.isLarge || offset >= MAX_32;
  const large = isLarge ? extra(0x0001, [8, sizeBytes], [8, storedBytes], [8, offset]) : Buffer.alloc(0);
  const more = Buffer.concat([timeStamp(entry), large]);
  const isFolder = entry.name.endsWith('/');
  const header = record(
    [4, 0x02014b50],
    [2, MADE_ON_UNIX | LARGE_VERSION],
    ...beginning({ ...entry, isLarge }),
    [4, checksum],
    [4, isLarge ? MAX_32 : storedBytes],
    [4, isLarge ? MAX_32 : sizeBytes],
    [2, name.length],
    [2, more.length],
    // No comment, on the first disk, bytes and not text.
    ...([
      [2, 0],
      [2, 0],
      [2, 0],
    ] as const),
    [4, entry.mode * 0x10000 + (isFolder ? FOLDER_ATTRIBUTE : 0)],
    [4, isLarge ? MAX_32 : offset],
  );
  return Buffer.concat([header, name, more]);
}

/** The end of an archive whose list of entries begins at `offset`. */
export function archiveEnd(entries: number, listBytes: number, offset: number): Buffer {
  const end = record(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, Math.min(entries, MAX_16)],
    [2, Math.min(entries, MAX_16)],
    [4, Math.min(listBytes, MAX_32)],
    [4, Math.min(offset, MAX_32)],
    [2, 0],
  );
  if (entries < MAX_16 && listBytes < MAX_32 && offset < MAX_32) return end;
  const large = record(
    [4, 0x06064b50],
    [8, 44],
    [2, MADE_ON_UNIX | LARGE_VERSION],
    [2, LARGE_VERSION],
    [4, 0],
    [4, 0],
    [8, entries],
    [8, entries],
    [8, listBytes],
    [8, offset],
  );
  const locator = record([4, 0x07064b50], [4, 0], [8, offset + listBytes], [4, 1]);
  return Buffer.concat([large, locator, end]);
}

/** The fields that both headers of an entry have first. */
function beginning({ isLarge, isStreamed, deflated, modified }: ZipEntry): Field[] {
  return [
    [2, isLarge ? LARGE_VERSION : VERSION],
    [2, isStreamed ? UTF8 | SIZES_FOLLOW : UTF8],
    [2, deflated ? DEFLATE : 0],
    [2, (modified.getUTCHours() << 11) | (modified.getUTCMinutes() << 5) | (modified.getUTCSeconds() >> 1)],
    [2, (yearOf(modified) << 9) | ((modified.getUTCMonth() + 1) << 5) | modified.getUTCDate()],
  ];
}

/** Years since 1980, of which there are 128. */
const yearOf = (date: Date): number => Math.min(Math.max(date.getUTCFullYear() - 1980, 0), 127);

function timeStamp({ modified }: ZipEntry): Buffer {
  const seconds = Math.floor(modified.getTime() / 1000);
  const fits = seconds >= 0 && seconds < 2 ** 31;
  return fits ? extra(0x5455, [1, 1], [4, seconds]) : Buffer.alloc(0);
}

function extra(id: number, ...fields: Field[]): Buffer {
  const body = record(...fields);
  return Buffer.concat([record([2, id], [2, body.length]), body]);
}

function record(...fields: Field[]): Buffer {
  const bytes = Buffer.allocUnsafe(fields.reduce((sum, [length]) => sum + length, 0));
  let position = 0;
  for (const [length, value] of fields) {
    if (length === 8) bytes.writeBigUInt64LE(BigInt(value), position);
    else bytes.writeUIntLE(value, position, length);
    position += length;
  }
  return bytes;
}
