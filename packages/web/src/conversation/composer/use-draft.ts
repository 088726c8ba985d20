import { useEffect, useRef, useState } from 'react';
import { failureWords } from '../../api/api-failure.ts';
import { uploadFile } from '../../api/upload-file.ts';
import { showToast, type ToastText } from '../../app/toasts/toasts.ts';
import { randomId } from '../../live/sending/index.ts';
import { oneLine } from '../../screen/index.ts';
import type { Attachment } from './attachment.ts';
import { keptDraft, type Draft } from './kept-draft.ts';
import { isPicture, readImage } from '../../attachment/read-image.ts';

export interface DraftHold extends Draft {
  setText: (text: string) => void;
  attach: (files: readonly File[]) => void;
  /** Takes it off, or breaks it off. */
  detach: (id: string) => void;
  clear: () => void;
}

const EMPTY: Draft = { text: '', attachments: [] };

/** What is being written in a conversation: kept with every change, found again later. */
export function useDraft(conversationId: string): DraftHold {
  const [kept] = useState(() => keptDraft(conversationId));
  const [draft, setDraft] = useState<Draft>(() => kept.read());
  const uploads = useRef(new Map<string, AbortController>());
  const latest = useRef(draft);
  useEffect(() => {
    const running = uploads.current;
    return () => {
      const lost = latest.current.attachments.filter(({ id }) => running.has(id));
      for (const upload of running.values()) upload.abort();
      if (lost.length > 0) showToast(brokenOff(lost));
    };
  }, []);
  const change = (next: Draft): void => {
    latest.current = next;
    setDraft(next);
    kept.write(next);
  };
  const update = (id: string, part: Partial<Attachment>): void => {
    const { text, attachments } = latest.current;
    change({ text, attachments: attachments.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  };
  const makeReady = async (file: File, { id, kind }: Attachment): Promise<void> => {
    const abort = new AbortController();
    uploads.current.set(id, abort);
    const { signal } = abort;
    const onProgress = (progress: number): void => update(id, { progress });
    try {
      const part =
        kind === 'image'
          ? { url: await readImage(file) }
          : { path: await uploadFile({ conversationId, file, onProgress, signal }) };
      // Whoever writes here by then has a draft of their own.
      if (!signal.aborted) update(id, { ...part, progress: null });
    } catch (failure) {
      if (signal.aborted) return;
      const { message, remedy } = failureWords(failure);
      update(id, { problem: [message, remedy].filter(Boolean).join('. '), progress: null });
    } finally {
      uploads.current.delete(id);
    }
  };
  return {
    ...draft,
    setText: (text) => change({ ...latest.current, text }),
    attach(files) {
      const added = files.map((file) => ({ file, attachment: newAttachment(file) }));
      const { text, attachments } = latest.current;
      change({ text, attachments: [...attachments, ...added.map(({ attachment }) => attachment)] });
      for (const { file, attachment } of added) void makeReady(file, attachment);
    },
    detach(id) {
      uploads.current.get(id)?.abort();
      const { text, attachments } = latest.current;
      change({ text, attachments: attachments.filter((one) => one.id !== id) });
    },
    clear: () => change(EMPTY),
  };
}

const brokenOff = (lost: readonly Attachment[]): ToastText => ({
  tone: 'warning',
  title: `Not attached: ${lost.map(({ name }) => oneLine(name)).join(', ')}`,
  detail: 'You left before it was there. What you have written is kept; attach it again.',
});

function newAttachment(file: File): Attachment {
  const kind = isPicture(file) ? 'image' : 'file';
  return { id: randomId(), name: file.name || 'picture', kind, progress: 0, url: '', path: '', problem: '' };
}
