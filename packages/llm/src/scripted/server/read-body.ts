import type { IncomingMessage } from 'node:http';

const MAX_BODY_BYTES = 256 * 1024 ** 2;

/** The whole body; undefined when it is larger than 256 MiB. Rejects when the client goes away. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | undefined>();
  // Events instead of `for await`, which costs a promise for each chunk.
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) {
      chunks.length = 0;
      resolve(undefined);
    } else chunks.push(chunk);
  });
  request.on('end', () => {
    const [only] = chunks;
    resolve(chunks.length === 1 ? only : Buffer.concat(chunks));
  });
  request.on('error', reject);
  return await promise;
}
