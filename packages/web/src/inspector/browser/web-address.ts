/** An address that may be opened from here: http and https only, as the browser will understand it; null for others. */
export function webAddress(text: string): string | null {
  const url = URL.parse(text.trim());
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}
