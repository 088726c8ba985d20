/** What is shown of a file at most. */
export const MOST_TEXT_BYTES = 1024 * 1024;
export const MOST_IMAGE_BYTES = 16 * 1024 * 1024;

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
};

export type FileContent =
  | { kind: 'text'; text: string; sizeBytes: number; /** Whether it is all of it. */ isWhole: boolean }
  | { kind: 'image'; image: Blob; sizeBytes: number }
  | { kind: 'binary'; sizeBytes: number };

/** The type of a picture by its name; null for other files. Vector pictures are text: they are documents. */
export function imageType(path: string): string | null {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(IMAGE_TYPES, ending) ? (IMAGE_TYPES[ending] ?? null) : null;
}

/** What bytes of a file are: all of them, or its first. Never cuts a character. */
export function contentOf(
  path: string,
  { bytes, sizeBytes }: { bytes: Uint8Array<ArrayBuffer>; sizeBytes: number },
): FileContent {
  const isWhole = bytes.byteLength >= sizeBytes;
  const type = imageType(path);
  if (type !== null && isWhole) return { kind: 'image', image: new Blob([bytes], { type }), sizeBytes };
  const part = bytes.subarray(0, MOST_TEXT_BYTES);
  const isAll = part.byteLength >= sizeBytes;
  const text = decoded(part, isAll);
  return text === null ? { kind: 'binary', sizeBytes } : { kind: 'text', text, sizeBytes, isWhole: isAll };
}

function decoded(bytes: Uint8Array<ArrayBuffer>, isAll: boolean): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !isAll });
  } catch (failure) {
    if (failure instanceof TypeError) return null;
    throw failure;
  }
}

/** The first bytes of a body; what comes after them is not read. */
export async function firstBytes(
  body: ReadableStream<Uint8Array>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= most) break;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes.subarray(0, most);
}
