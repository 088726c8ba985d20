import { extname } from 'node:path';

const MEDIA_TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.bmp': 'image/bmp',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.ogg': 'video/ogg',
};

/** The media type of files that a read gives as a data URL; by name, case does not matter. */
export function mediaType(path: string): string | undefined {
  return MEDIA_TYPES[extname(path).toLowerCase()];
}
