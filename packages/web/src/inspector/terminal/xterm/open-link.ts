/** Opens a link of a terminal when the person agrees: what stands there may say something else than where it leads. */
export function openLink(address: string): void {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return;
  if (!confirm(`Open this address in a new tab?\n\n${url.href}`)) return;
  window.open(url.href, '_blank', 'noopener,noreferrer');
}
