import type { ShellSession } from './shell-session.ts';
import { useShells } from './shells.ts';

const NONE: readonly ShellSession[] = [];

/** The shells of a conversation that this page has open, and the one that is shown. */
export function useShellsOf(conversationId: string): {
  sessions: readonly ShellSession[];
  shown: ShellSession | undefined;
} {
  const sessions = useShells((state) => state.shells[conversationId] ?? NONE);
  const number = useShells((state) => state.shown[conversationId]);
  return { sessions, shown: sessions.find((session) => session.number === number) ?? sessions[0] };
}
