import { create } from 'zustand';
import { readTrajectory, type Trajectory } from './read-trajectory.ts';

interface Opened {
  trajectory: Trajectory | null;
  /** What is wrong with the file that was chosen last; null when nothing is. */
  problem: { name: string; failure: unknown } | null;
  open: (file: File) => Promise<void>;
  close: () => void;
}

/** The trajectory that is looked at, as long as the page lasts. */
export const useOpened = create<Opened>()((set) => ({
  trajectory: null,
  problem: null,
  async open(file) {
    try {
      set({ trajectory: readTrajectory(file.name, await file.text()), problem: null });
    } catch (failure) {
      set({ trajectory: null, problem: { name: file.name, failure } });
    }
  },
  close: () => set({ trajectory: null, problem: null }),
}));
