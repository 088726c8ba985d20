import { answerOf, api } from './api.ts';
import { ApiFailure } from './api-failure.ts';

/** Puts files into the workspace of a conversation, and answers with their paths. Rejects if one was not taken. */
export async function uploadFiles(
  conversationId: string,
  files: readonly File[],
): Promise<readonly string[]> {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  const { uploaded_files: uploaded, skipped_files: skipped } = await answerOf(
    api.POST('/api/conversations/{conversation_id}/upload-files', {
      params: { path: { conversation_id: conversationId } },
      body: { files: [] },
      // The type and its boundary are those of the form.
      bodySerializer: () => form,
    }),
  );
  if (skipped.length === 0) return uploaded;
  const reasons = skipped.map(({ name, reason }) => `${name}: ${reason}`).join('. ');
  throw new ApiFailure(reasons, {
    status: 200,
    code: 'files_skipped',
    remedy: 'Take the files away that are named, then try again.',
  });
}

/** Says something in a conversation, which starts its agent if it does not run. */
export async function sayTo(
  conversationId: string,
  message: string,
  imageUrls: readonly string[],
): Promise<void> {
  await answerOf(
    api.POST('/api/conversations/{conversation_id}/message', {
      params: { path: { conversation_id: conversationId } },
      body: { message, ...(imageUrls.length === 0 ? {} : { image_urls: [...imageUrls] }) },
    }),
  );
}
