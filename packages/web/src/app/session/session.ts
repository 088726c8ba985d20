import { create } from 'zustand';

interface Session {
  /** The server does not know this browser, or not any more. */
  needsLogin: boolean;
  setNeedsLogin: (needsLogin: boolean) => void;
}

export const useSession = create<Session>()((set) => ({
  needsLogin: false,
  setNeedsLogin: (needsLogin) => set({ needsLogin }),
}));
