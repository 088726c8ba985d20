/** Chunks are sent one after the other, without being joined, and must not change until the response is there. */
export type HttpBody = string | Uint8Array | readonly Uint8Array[];

export function byteLength(body: HttpBody): number {
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.byteLength(body);
  return body.reduce((sum, chunk) => sum + chunk.byteLength, 0);
}
