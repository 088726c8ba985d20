import type { NewConversation } from '../../api/conversations.ts';
import type { Attachment } from './attachments.ts';

/** What of a start is under way. */
export type StartPhase = 'pictures' | 'beginning' | 'uploading' | 'sending';

/** A start that got so far and no further: the next attempt goes on from there. */
export interface Begun {
  conversationId: string;
  /** Absolute paths of files that are in its workspace; null while they are not. */
  uploaded: readonly string[] | null;
}

export interface Task {
  text: string;
  attachments: readonly Attachment[];
  /** Where it works, as `workspaceBody` says it. */
  workspace: NewConversation;
}

/** The requests of which a start consists. */
export interface StartRequests {
  create: (body: NewConversation) => Promise<string>;
  /** Answers with the paths in the workspace; rejects when one of them was not taken. */
  upload: (conversationId: string, files: readonly File[]) => Promise<readonly string[]>;
  say: (conversationId: string, message: string, imageUrls: readonly string[]) => Promise<void>;
  /** A picture as a `data:` URL that fits into a request. */
  pictureUrl: (file: File) => Promise<string>;
}

export interface StartProgress {
  onPhase: (phase: StartPhase) => void;
  onBegun: (begun: Begun) => void;
}

/**
 * Begins a conversation with its task and answers with its id. A task without files goes along with the request that
 * begins it. Files have to be in the workspace before the agent reads of them: then the conversation begins without a
 * word, and the task follows.
 */
export async function startTask(
  { text, attachments, workspace }: Task,
  begun: Begun | null,
  requests: StartRequests,
  { onPhase, onBegun }: StartProgress,
): Promise<string> {
  const pictures = attachments.filter(({ kind }) => kind === 'image');
  const files = attachments.flatMap(({ kind, file }) => (kind === 'file' ? file : []));
  if (pictures.length > 0) onPhase('pictures');
  const imageUrls = await Promise.all(pictures.map(({ file }) => requests.pictureUrl(file)));
  if (files.length === 0 && begun === null) {
    onPhase('beginning');
    return requests.create({
      ...workspace,
      ...(text === '' ? {} : { initial_user_msg: text }),
      ...(imageUrls.length === 0 ? {} : { image_urls: imageUrls }),
    });
  }
  const conversationId = begun?.conversationId ?? (onPhase('beginning'), await requests.create(workspace));
  let uploaded = begun?.uploaded ?? null;
  onBegun({ conversationId, uploaded });
  if (uploaded === null && files.length > 0) {
    onPhase('uploading');
    uploaded = await requests.upload(conversationId, files);
    onBegun({ conversationId, uploaded });
  }
  onPhase('sending');
  await requests.say(conversationId, withFiles(text, uploaded ?? []), imageUrls);
  return conversationId;
}

/** The agent is told of files by their paths. */
function withFiles(text: string, paths: readonly string[]): string {
  if (paths.length === 0) return text;
  const list = `Attached files:\n${paths.map((path) => `- ${path}`).join('\n')}`;
  return text === '' ? list : `${text}\n\n${list}`;
}

/** As the person waits for it. */
export function phaseText(phase: StartPhase, attachments: readonly Attachment[]): string {
  const files = attachments.filter(({ kind }) => kind === 'file').length;
  switch (phase) {
    case 'pictures':
      return 'Preparing the pictures';
    case 'beginning':
      return 'Beginning the conversation';
    case 'uploading':
      return `Starting the workspace and uploading ${files === 1 ? 'a file' : `${files} files`}`;
    case 'sending':
      return 'Sending the task';
  }
}
