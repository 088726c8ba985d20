/** Where a link may lead: `http` and `https`. Null for everything else. */
export function linkAddress(address: string): string | null {
  if (!/^https?:\/\//i.test(address.trim())) return null;
  return URL.canParse(address) ? new URL(address).href : null;
}

const PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp|svg\+xml)[;,]/i;

/** What may be shown as a picture: one that is all there, or one of this server. Null for everything else. */
export function pictureAddress(address: string, origin: string): string | null {
  if (PICTURE.test(address)) return address;
  if (address.startsWith('/') && !/^\/[/\\]/.test(address)) return address;
  return address.startsWith(`${origin}/`) ? address : null;
}
