import { create } from 'zustand';
import { stored } from '../../app/stored.ts';

interface ComposerSettings {
  /** Whether Enter alone sends, and Shift+Enter begins a line. */
  enterSends: boolean;
  setEnterSends: (enterSends: boolean) => void;
}

const kept = stored('composer', (value) => ({
  enterSends: typeof value === 'object' && value !== null && Reflect.get(value, 'enterSends') === true,
}));

/** How this browser's person writes. */
export const useComposerSettings = create<ComposerSettings>()((set) => ({
  ...kept.read(),
  setEnterSends(enterSends) {
    set({ enterSends });
    kept.write({ enterSends });
  },
}));
