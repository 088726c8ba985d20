/** In this place of a page goes a number that is made for each answer. */
export const NONCE_PLACE = '__CSP_NONCE__';

/**
 * What a page of the web client may do: nothing but talk to this server. No script stands in the page itself, and a
 * style only if it knows the number of this answer, as those do that libraries make.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}
