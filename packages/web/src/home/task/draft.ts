import { create } from 'zustand';
import { stored } from '../../app/stored.ts';
import { parseWorkspace, type WorkspaceChoice } from '../workspace/workspace-choice.ts';
import { attach, type Attachment } from './attachments.ts';
import type { Begun, StartPhase } from './start-task.ts';

interface Kept {
  text: string;
  workspace: WorkspaceChoice;
}

const kept = stored<Kept>('draft', (value) => {
  const part = (name: keyof Kept): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  const text = part('text');
  return { text: typeof text === 'string' ? text : '', workspace: parseWorkspace(part('workspace')) };
});

const TOO_LATE = 'The task is on its way: add more files once the conversation is open.';

interface Draft extends Kept {
  /** As long as the page lasts: browsers keep no files. */
  attachments: readonly Attachment[];
  /** Why some files were left out; empty when none was. */
  complaint: string;
  /** What of it has begun already. */
  begun: Begun | null;
  /** How far a start has got that is under way, also while another page is looked at. */
  phase: StartPhase | null;
  setText: (text: string) => void;
  setWorkspace: (workspace: WorkspaceChoice) => void;
  addFiles: (files: readonly File[]) => void;
  removeFile: (id: number) => void;
  setBegun: (begun: Begun | null) => void;
  setPhase: (phase: StartPhase | null) => void;
  /** After it was sent. The workspace stays: the next task is often in the same one. */
  clear: () => void;
}

/** The task that is being written, found again after other pages and reloads. */
export const useDraft = create<Draft>()((set, get) => {
  const keep = (changes: Partial<Kept>): void => {
    set(changes);
    kept.write({ text: get().text, workspace: get().workspace });
  };
  return {
    ...kept.read(),
    attachments: [],
    complaint: '',
    begun: null,
    phase: null,
    setText: (text) => keep({ text }),
    setWorkspace(workspace) {
      // What has begun works elsewhere.
      set({ begun: null });
      keep({ workspace });
    },
    addFiles: (files) =>
      set(({ attachments, phase }) =>
        // What is under way has its files, and all of them go with it.
        phase === null ? { ...attach(attachments, files), ...unsent(get().begun) } : { complaint: TOO_LATE },
      ),
    removeFile: (id) =>
      set(({ attachments }) => ({
        attachments: attachments.filter((attachment) => attachment.id !== id),
        complaint: '',
        ...unsent(get().begun),
      })),
    setBegun: (begun) => set({ begun }),
    setPhase: (phase) => set({ phase }),
    clear() {
      set({ attachments: [], complaint: '', begun: null });
      keep({ text: '' });
    },
  };
});

/** Other files than those that were uploaded: all of them go again. */
const unsent = (begun: Begun | null): { begun: Begun | null } => ({
  begun: begun === null ? null : { ...begun, uploaded: null },
});
