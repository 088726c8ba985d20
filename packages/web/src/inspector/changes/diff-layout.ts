import { create } from 'zustand';
import { stored } from '../../app/stored.ts';

const kept = stored<boolean>('diff-side-by-side', (value) => value === true);

/** Whether diffs stand side by side where there is room; found again at the next visit. */
export const useDiffLayout = create<{ sideBySide: boolean; setSideBySide: (on: boolean) => void }>()(
  (set) => ({
    sideBySide: kept.read(),
    setSideBySide(sideBySide) {
      set({ sideBySide });
      kept.write(sideBySide);
    },
  }),
);
