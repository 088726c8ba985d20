import { create } from 'zustand';
import { ShellSession } from './shell-session.ts';

interface ShellsState {
  /** The shells of this page by their conversation, in the order in which they were opened. */
  shells: Readonly<Record<string, readonly ShellSession[]>>;
  /** The number of the one that is shown, by conversation. */
  shown: Readonly<Record<string, number>>;
  open: (conversationId: string) => void;
  show: (conversationId: string, number: number) => void;
  close: (conversationId: string, session: ShellSession) => void;
}

/** They last as long as the page, whatever it shows; a shell ends with its socket. */
export const useShells = create<ShellsState>()((set, get) => ({
  shells: {},
  shown: {},
  open(conversationId) {
    const others = get().shells[conversationId] ?? [];
    const number = freeNumber(others.map((session) => session.number));
    const session = new ShellSession({ conversationId, number });
    const all = [...others, session].toSorted((one, other) => one.number - other.number);
    set({
      shells: { ...get().shells, [conversationId]: all },
      shown: { ...get().shown, [conversationId]: number },
    });
  },
  show(conversationId, number) {
    set({ shown: { ...get().shown, [conversationId]: number } });
  },
  close(conversationId, session) {
    session[Symbol.dispose]();
    const rest = (get().shells[conversationId] ?? []).filter((one) => one !== session);
    const [first] = rest;
    set({
      shells: { ...get().shells, [conversationId]: rest },
      shown: { ...get().shown, [conversationId]: first?.number ?? 0 },
    });
  },
}));

/** The smallest from 1 that is not taken. */
function freeNumber(taken: readonly number[]): number {
  let number = 1;
  while (taken.includes(number)) number += 1;
  return number;
}
