import { create } from 'zustand';
import type { ToastTone } from '../../design/toast.tsx';

export interface ToastText {
  tone?: ToastTone;
  title: string;
  detail?: string;
  /** One thing to do about it, such as undo. */
  action?: { label: string; run: () => void };
}

export interface ShownToast extends ToastText {
  id: number;
  tone: ToastTone;
  /** Null: it stays until somebody closes it. */
  milliseconds: number | null;
}

const MOST = 4;
const MILLISECONDS = 5_000;
/** Long enough to read it and to decide. */
const ACTION_MILLISECONDS = 10_000;

interface Toasts {
  shown: readonly ShownToast[];
  /** Never given twice: who closes what is gone closes nothing else. */
  lastId: number;
  show: (text: ToastText) => number;
  close: (id: number) => void;
}

export const useToasts = create<Toasts>()((set, get) => ({
  shown: [],
  lastId: 0,
  show(text) {
    const id = get().lastId + 1;
    const { tone = 'info', action } = text;
    const milliseconds =
      tone === 'failure' ? null : action === undefined ? MILLISECONDS : ACTION_MILLISECONDS;
    // The same words again take the place of the first ones.
    const others = get().shown.filter(({ title, detail }) => title !== text.title || detail !== text.detail);
    set({ lastId: id, shown: [...others, { ...text, id, tone, milliseconds }].slice(-MOST) });
    return id;
  },
  close: (id) => set(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) })),
}));

/** Tells what came of something. Answers with its id, to close it by. */
export const showToast = (text: ToastText): number => useToasts.getState().show(text);
