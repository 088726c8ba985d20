import { create } from 'zustand';

export type TerminalViewName = 'agent' | 'shell';

interface TerminalViewState {
  view: TerminalViewName;
  setView: (view: TerminalViewName) => void;
}

/** Which of the two is shown, as long as the page lasts. */
export const useTerminalView = create<TerminalViewState>()((set) => ({
  view: 'agent',
  setView: (view) => set({ view }),
}));
