import { create } from 'zustand';
import { stored } from '../stored.ts';

/** `../early-theme.ts` reads it before the first paint. */
const choice = stored<boolean>('less-motion', (value) => value === true);

interface MotionState {
  /** Less motion than the machine asks for; that the machine asks for less is heard in any case. */
  reduced: boolean;
  setReduced: (reduced: boolean) => void;
}

export const useMotion = create<MotionState>()((set) => ({
  reduced: choice.read(),
  setReduced(reduced) {
    choice.write(reduced);
    if (reduced) document.documentElement.dataset['motion'] = 'reduced';
    else delete document.documentElement.dataset['motion'];
    set({ reduced });
  },
}));
