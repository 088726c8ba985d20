import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { getMimeType } from 'hono/utils/mime';

export interface WebFile {
  path: string;
  bytes: number;
}

/** The files of a built web client. Nothing outside of the folder can be reached, also not by links. */
export class WebFiles {
  readonly #folder: string;
  #root: string | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** `urlPath` is that of a request, still encoded. Undefined if there is no such file. */
  async find(urlPath: string): Promise<WebFile | undefined> {
    const parts = decoded(urlPath)
      ?.split('/')
      .filter((part) => part !== '');
    if (parts === undefined || parts.some(isSuspect)) return undefined;
    try {
      this.#root ??= await realpath(this.#folder);
      const path = await realpath(join(this.#root, ...parts));
      const found = await stat(path);
      const isInside = path.startsWith(this.#root + sep);
      return isInside && found.isFile() ? { path, bytes: found.size } : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

/** Streams the file; of `HEAD` requests the headers only. */
export function fileResponse({ path, bytes }: WebFile, method: string): Response {
  const headers = {
    'content-type': getMimeType(path) ?? 'application/octet-stream',
    'content-length': String(bytes),
  };
  if (method === 'HEAD') return new Response(null, { headers });
  return new Response(Readable.toWeb(createReadStream(path)), { headers });
}

function decoded(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    // Not encoded as it should be: no file has such a name.
    return undefined;
  }
}

/** Hidden files are none of the client's, and these characters none of a name in it. */
function isSuspect(part: string): boolean {
  return part.startsWith('.') || /[\0\\:]/.test(part);
}

function isMissing(error: unknown): boolean {
  const codes = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EACCES'];
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
