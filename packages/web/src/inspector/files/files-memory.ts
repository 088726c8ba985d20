import { create } from 'zustand';
import type { FileTarget } from '../open-file.ts';

export interface FilesMemory {
  /** Paths of folders, with their slash. */
  expanded: ReadonlySet<string>;
  open: FileTarget | null;
  /** The row that has the focus, or had it. */
  focused: string | null;
}

const NOTHING: FilesMemory = { expanded: new Set(), open: null, focused: null };

interface AllMemories {
  byConversation: ReadonlyMap<string, FilesMemory>;
  change: (conversationId: string, change: Partial<FilesMemory>) => void;
}

const useAll = create<AllMemories>()((set, get) => ({
  byConversation: new Map(),
  change(id, change) {
    const { byConversation } = get();
    const memory = { ...(byConversation.get(id) ?? NOTHING), ...change };
    set({ byConversation: new Map(byConversation).set(id, memory) });
  },
}));

/** How somebody left the files of a conversation, as long as the page is: tabs come and go. */
export function useFilesMemory(id: string): FilesMemory & { change: (change: Partial<FilesMemory>) => void } {
  const memory = useAll(({ byConversation }) => byConversation.get(id)) ?? NOTHING;
  const changeOf = useAll(({ change }) => change);
  return { ...memory, change: (change) => changeOf(id, change) };
}
