import { create } from 'zustand';
import { stored } from '../../app/stored.ts';

const choice = stored<boolean>('terminal-screen-reader', (value) => value === true);

interface ScreenReaderState {
  /** Whether terminals are also written as text for screen readers, which costs time. */
  screenReader: boolean;
  setScreenReader: (screenReader: boolean) => void;
}

export const useScreenReader = create<ScreenReaderState>()((set) => ({
  screenReader: choice.read(),
  setScreenReader(screenReader) {
    choice.write(screenReader);
    set({ screenReader });
  },
}));
