/**
 * The number by which the policy of this page lets a `<style>` in. Libraries that make styles while they run are given
 * it; undefined where the page has no policy, as in development.
 */
export function styleNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce === '' ? undefined : meta?.nonce;
}
