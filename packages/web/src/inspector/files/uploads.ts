import { create } from 'zustand';
import { failureWords } from '../../api/api-failure.ts';

export interface Upload {
  id: number;
  conversationId: string;
  name: string;
  sizeBytes: number;
  state: 'waiting' | 'sending' | 'done' | 'failed';
  /** Why it failed, else empty. */
  reason: string;
}

/** Puts one file into the workspace; rejects if it was not taken. */
export type PutFile = (conversationId: string, file: File, signal: AbortSignal) => Promise<void>;

interface Uploads {
  list: readonly Upload[];
  /** Puts files into the workspace, one after the other. Resolves when all are there or have failed. */
  send: (conversationId: string, files: readonly File[], put: PutFile) => Promise<void>;
  /** Forgets what is over. */
  clear: (conversationId: string) => void;
}

const AT_ONCE = 2;

export const useUploads = create<Uploads>()((set, get) => ({
  list: [],
  async send(conversationId, files, put) {
    const first = (get().list.at(-1)?.id ?? 0) + 1;
    const added = files.map(({ name, size: sizeBytes }, index): Upload => ({
      id: first + index,
      conversationId,
      name,
      sizeBytes,
      state: 'waiting',
      reason: '',
    }));
    set(({ list }) => ({ list: [...list, ...added] }));
    const change = (id: number, changes: Partial<Upload>): void =>
      set(({ list }) => ({
        list: list.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)),
      }));
    const waiting = files.entries();
    const work = async (): Promise<void> => {
      for (const [index, file] of waiting) {
        const id = first + index;
        change(id, { state: 'sending' });
        try {
          await put(conversationId, file, new AbortController().signal);
          change(id, { state: 'done' });
        } catch (failure) {
          change(id, { state: 'failed', reason: failureWords(failure).message });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  },
  clear: (conversationId) =>
    set(({ list }) => ({
      list: list.filter(
        (upload) =>
          upload.conversationId !== conversationId ||
          upload.state === 'waiting' ||
          upload.state === 'sending',
      ),
    })),
}));

/** How far they are: bytes of those that are over, of all. */
export function uploadProgress(list: readonly Upload[]): {
  done: number;
  all: number;
  failed: number;
  bytes: number;
  ofBytes: number;
} {
  const over = list.filter(({ state }) => state === 'done' || state === 'failed');
  const bytesOf = (some: readonly Upload[]): number =>
    some.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return {
    done: over.length,
    all: list.length,
    failed: list.filter(({ state }) => state === 'failed').length,
    bytes: bytesOf(over),
    ofBytes: bytesOf(list),
  };
}
