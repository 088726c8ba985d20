import type { JsonObject } from '@capstan/protocol';

/** Why a message cannot be taken: it has images, and the model cannot see. Undefined for no reason. */
export function imageRefusal(data: JsonObject, acceptsImages: boolean): string | undefined {
  if (acceptsImages || data['action'] !== 'message') return undefined;
  const { args } = data;
  const urls = typeof args === 'object' && args !== null && !Array.isArray(args) ? args['image_urls'] : null;
  return Array.isArray(urls) && urls.length > 0
    ? 'Model does not support image upload, change to a different model or try without an image.'
    : undefined;
}
