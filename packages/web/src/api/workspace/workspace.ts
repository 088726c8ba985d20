import type { components } from '@capstan/client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ApiFailure } from '../api-failure.ts';
import { answerOf, api } from '../api.ts';
import { KEYS } from '../keys.ts';
import {
  contentOf,
  firstBytes,
  imageType,
  MOST_IMAGE_BYTES,
  MOST_TEXT_BYTES,
  type FileContent,
} from './file-content.ts';
import { RequestGate } from './request-gate.ts';

export type GitChange = components['schemas']['GitChanges'][number];
export type GitDiff = components['schemas']['GitDiff'];

/** Each of these starts programs in the sandbox, which has other work. */
const gate = new RequestGate(4);
/** The log tells what changes in the workspace, so nothing is asked again by itself. */
const staleTime = 60_000;

const inPath = (id: string) => ({ path: { conversation_id: id } });

/** Paths of what is in a folder of the workspace, '' for itself; those of folders end with a slash. */
export async function readFolder(id: string, path: string, signal: AbortSignal): Promise<string[]> {
  const query = path === '' ? {} : { path };
  const params = { ...inPath(id), query };
  return gate.run(
    () => answerOf(api.GET('/api/conversations/{conversation_id}/list-files', { signal, params })),
    signal,
  );
}

/** What a file holds, its first megabyte if it is text. */
export function useFileContent(id: string, path: string | null): UseQueryResult<FileContent> {
  return useQuery({
    queryKey: KEYS.file(id, path ?? ''),
    enabled: path !== null,
    staleTime,
    gcTime: 30_000,
    queryFn: ({ signal }) => gate.run(() => readFile(id, path ?? '', signal), signal),
  });
}

async function readFile(id: string, path: string, signal: AbortSignal): Promise<FileContent> {
  const asked = api.GET('/api/conversations/{conversation_id}/download-file', {
    signal,
    params: { ...inPath(id), query: { path } },
    parseAs: 'stream',
  });
  const body = await answerOf(asked);
  if (body === null) return { kind: 'text', text: '', sizeBytes: 0, isWhole: true };
  const { response } = await asked;
  const sizeBytes = Number(response.headers.get('content-length') ?? 0);
  const most = imageType(path) === null ? MOST_TEXT_BYTES : MOST_IMAGE_BYTES;
  return contentOf(path, { bytes: await firstBytes(body, most), sizeBytes });
}

/** Where the browser gets a file from, to keep it. */
export const fileAddress = (id: string, path: string): string =>
  `/api/conversations/${encodeURIComponent(id)}/download-file?path=${encodeURIComponent(path)}`;

/** Where the browser gets a folder from as a zip archive; '' for the whole workspace. */
export const zipAddress = (id: string, path: string): string =>
  `/api/conversations/${encodeURIComponent(id)}/zip-directory${path === '' ? '' : `?path=${encodeURIComponent(path)}`}`;

/** Files that differ from what the repositories of the workspace came from; null where there is none. */
export function useGitChanges(id: string, enabled: boolean): UseQueryResult<GitChange[] | null> {
  return useQuery({
    queryKey: KEYS.changes(id),
    enabled,
    staleTime,
    queryFn: ({ signal }) =>
      gate.run(async () => {
        try {
          return await answerOf(
            api.GET('/api/conversations/{conversation_id}/git/changes', { signal, params: inPath(id) }),
          );
        } catch (failure) {
          if (failure instanceof ApiFailure && failure.code === 'file_not_found') return null;
          throw failure;
        }
      }, signal),
  });
}

/** Both sides of a changed file. */
export const diffQuery = (id: string, path: string, enabled: boolean) => ({
  queryKey: KEYS.diff(id, path),
  enabled,
  staleTime,
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<GitDiff> =>
    gate.run(
      () =>
        answerOf(
          api.GET('/api/conversations/{conversation_id}/git/diff', {
            signal,
            params: { ...inPath(id), query: { path } },
          }),
        ),
      signal,
    ),
});

/** Puts one file into the workspace. Rejects with the reason if it was not taken. */
export async function uploadFile(id: string, file: File, signal: AbortSignal): Promise<void> {
  const form = new FormData();
  form.append('files', file, file.name);
  const { skipped_files: skipped } = await answerOf(
    api.POST('/api/conversations/{conversation_id}/upload-files', {
      signal,
      params: inPath(id),
      body: { files: [] },
      // The type and its boundary are those of the form.
      bodySerializer: () => form,
    }),
  );
  const [refused] = skipped;
  if (refused !== undefined) {
    throw new ApiFailure(refused.reason, { status: 200, code: 'file_skipped' });
  }
}
