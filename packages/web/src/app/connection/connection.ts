import { create } from 'zustand';

/** How the page reaches the server. Requests tell it, and whoever follows a conversation. */
interface Connection {
  /** Since when (`performance.now()`) the server was not reached; null while it is. */
  lostAt: number | null;
  /** Conversations that are followed and whose connection is broken. */
  broken: ReadonlySet<string>;
  reached: () => void;
  lost: () => void;
  /** For who follows a conversation: whether its connection stands. */
  setFollowing: (conversationId: string, stands: boolean) => void;
}

export const useConnection = create<Connection>()((set, get) => ({
  lostAt: null,
  broken: new Set(),
  reached: () => {
    if (get().lostAt !== null) set({ lostAt: null });
  },
  lost: () => {
    if (get().lostAt === null) set({ lostAt: performance.now() });
  },
  setFollowing(conversationId, stands) {
    const { broken } = get();
    if (broken.has(conversationId) !== stands) return;
    const next = new Set(broken);
    if (stands) next.delete(conversationId);
    else next.add(conversationId);
    set({ broken: next });
  },
}));

/** Whether something is cut off from the server. */
export const isCutOff = ({ lostAt, broken }: Connection): boolean => lostAt !== null || broken.size > 0;
