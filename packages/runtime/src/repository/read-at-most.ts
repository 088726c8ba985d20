import type { WorkspaceAccess } from '@capstan/protocol';

/** A whole file of the workspace; undefined, and read no further, when it is larger. */
export async function readAtMost(
  access: WorkspaceAccess,
  path: string,
  { maxBytes, signal }: { maxBytes: number; signal?: AbortSignal | undefined },
): Promise<Buffer | undefined> {
  const { body } = await access.read(path, signal === undefined ? {} : { signal });
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of body) {
    sizeBytes += part.length;
    if (sizeBytes > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts, sizeBytes);
}
