/** Where a link may lead: `http` and `https`. Null for everything else. */
export function linkAddress(address: string): string | null {
  if (!/^https?:\/\//i.test(address.trim())) return null;
  return URL.canParse(address) ? new URL(address).href : null;
}

const PICTURE = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp|svg\+xml)[;,]/i;

/**
 * What may be shown as a picture: one that is all there, or one that the page itself is made of. Null for everything else:
 * the browser would ask for it in the name of the person, and what a route does for them may cost them something.
 */
export function pictureAddress(address: string, origin: string): string | null {
  if (PICTURE.test(address)) return address;
  const url = URL.parse(address, origin);
  return url?.origin === origin && url.pathname.startsWith('/assets/') ? url.href : null;
}
