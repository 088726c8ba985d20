import { ApiFailure, failureOf } from './api-failure.ts';

/** Longest time that an upload takes, also over a slow line. */
const LONGEST_MS = 60 * 60_000;

export interface UploadOptions {
  conversationId: string;
  file: File;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Puts a file into the workspace. Answers with its path there; rejects with an `ApiFailure`. */
export function uploadFile({ conversationId, file, onProgress, signal }: UploadOptions): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // The one request that tells how far it has got.
  const request = new XMLHttpRequest();
  request.open('POST', `/api/conversations/${encodeURIComponent(conversationId)}/upload-files`);
  request.responseType = 'json';
  request.timeout = LONGEST_MS;
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    onProgress(total > 0 ? loaded / total : 0),
  );
  const lost = (): void =>
    reject(
      new ApiFailure('The server cannot be reached', { status: 0, remedy: 'Try again when it is back.' }),
    );
  request.addEventListener('error', lost);
  request.addEventListener('timeout', lost);
  request.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
  request.addEventListener('load', () => {
    const { status } = request;
    const body: unknown = request.response;
    if (status < 200 || status > 299) reject(failureOf(status, body));
    else {
      const stored = storedPath(body);
      if ('path' in stored) resolve(stored.path);
      else reject(new ApiFailure(stored.reason, { status }));
    }
  });
  signal.addEventListener('abort', () => request.abort(), { once: true });
  const form = new FormData();
  form.append('files', file, file.name);
  request.send(form);
  return promise;
}

function storedPath(body: unknown): { path: string } | { reason: string } {
  const found = typeof body === 'object' && body !== null ? body : {};
  const stored: unknown = Reflect.get(found, 'uploaded_files');
  const path: unknown = Array.isArray(stored) ? stored[0] : undefined;
  if (typeof path === 'string') return { path };
  const skipped: unknown = Reflect.get(found, 'skipped_files');
  const first: unknown = Array.isArray(skipped) ? skipped[0] : undefined;
  const reason: unknown =
    typeof first === 'object' && first !== null ? Reflect.get(first, 'reason') : undefined;
  return { reason: typeof reason === 'string' ? reason : 'The server did not store it' };
}
