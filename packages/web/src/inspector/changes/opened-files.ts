import { create } from 'zustand';

interface OpenedFiles {
  /** By conversation and path, what somebody opened or closed. */
  chosen: ReadonlyMap<string, boolean>;
  choose: (keys: readonly string[], open: boolean) => void;
}

/** Which diffs are open, as long as the page is: tabs come and go. */
export const useOpenedFiles = create<OpenedFiles>()((set, get) => ({
  chosen: new Map(),
  choose(keys, open) {
    const chosen = new Map(get().chosen);
    for (const key of keys) chosen.set(key, open);
    set({ chosen });
  },
}));
