import type { ImagePart } from '@capstan/protocol';

/** An image that travels inside the request, or one that the provider fetches itself. */
export type ImageSource = { type: 'data'; mediaType: string; base64: string } | { type: 'url'; url: URL };

/** What a model without eyes is told in place of an image. */
export const IMAGE_OMITTED = '[An image was here. This model cannot see images.]';

const EXTENSION_TYPE: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

/** Reads the URL of an image part. Returns undefined for what is neither `data:` with base64 nor `http(s):`. */
export function readImage(part: ImagePart): ImageSource | undefined {
  const data = /^data:([^;,]+)(?:;[^;,]+)*;base64,/.exec(part.url);
  if (data !== null) {
    return { type: 'data', mediaType: data[1] ?? 'image/png', base64: part.url.slice(data[0].length) };
  }
  if (!/^https?:/.test(part.url) || !URL.canParse(part.url)) return undefined;
  return { type: 'url', url: new URL(part.url) };
}

/** The media type of a linked image, as far as its name tells. */
export function linkedMediaType(url: URL): string {
  const extension = /\.(\w+)$/.exec(url.pathname)?.[1]?.toLowerCase() ?? '';
  return EXTENSION_TYPE[extension] ?? 'image/png';
}
