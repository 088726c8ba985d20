import type { BigIntStats } from 'node:fs';
import { FileFailure } from './file-failure.ts';
import { MAX_FILE_BYTES, notText, readBytes, tooLarge } from './file-bytes.ts';
import { decodeText, encodeText, type TextEncoding } from './text-encoding.ts';

/** A text file as it was read. */
export interface TextFile {
  text: string;
  encoding: TextEncoding;
  bytes: Buffer;
  stats: BigIntStats;
}

/** Throws when it is binary or too large. `shownPath` is what messages name. */
export async function readTextFile(path: string, shownPath: string): Promise<TextFile> {
  const { bytes, stats } = await readBytes(path, shownPath);
  const decoded = decodeText(bytes);
  if (decoded === undefined) throw notText(shownPath);
  return { ...decoded, bytes, stats };
}

/**
 * The bytes of an edited text in the encoding the file has. A character that the encoding lacks is refused
 * rather than the file converted: that would change bytes nobody asked to change.
 */
export function encodeEdited(text: string, encoding: TextEncoding, shownPath: string): Buffer {
  const encoded = encodeText(text, encoding);
  if (!encoded.ok) {
    const point = encoded.character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    const what = encoded.character.isWellFormed() ? `"${encoded.character}" (U+${point})` : `U+${point}`;
    const remedy =
      encoding === 'windows-1252' ? ' Convert the file to UTF-8 first, for example with iconv.' : '';
    throw new FileFailure(
      `${shownPath} is encoded as ${encoding}, which has no ${what}. Nothing was written.${remedy}`,
    );
  }
  if (encoded.bytes.length > MAX_FILE_BYTES) throw tooLarge(shownPath, encoded.bytes.length);
  return encoded.bytes;
}
