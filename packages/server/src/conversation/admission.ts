/** One session as far as its place counts. */
export interface Admissible {
  conversationId: string;
  userId: string | null;
  /** Whether it waits for a place, has one, or is about to give up the one it has. */
  place: 'waiting' | 'taken' | 'leaving';
  /** Whether its agent does nothing until somebody says something. */
  idle: boolean;
  /** When it last did something, Unix milliseconds; for those that wait, since when. */
  since: number;
}

export interface Admission {
  /** Sessions that get a place now, oldest first. */
  admit: string[];
  /** Idle sessions whose place is wanted. */
  close: string[];
  /** Those that go on waiting, with how many are before each of the same user. */
  waiting: { conversationId: string; ahead: number }[];
}

/**
 * Who may run. A user has `limit` places. When they are taken, idle sessions make room, the longest idle first; one
 * that works never does: the newcomer waits. Pure.
 */
export function admit(sessions: readonly Admissible[], limit: number): Admission {
  const admission: Admission = { admit: [], close: [], waiting: [] };
  for (const group of Map.groupBy(sessions, (session) => session.userId).values()) {
    const waiting = group.filter((session) => session.place === 'waiting').toSorted(bySince);
    const taken = group.filter((session) => session.place === 'taken');
    const leaving = group.length - waiting.length - taken.length;
    const idle = taken.filter((session) => session.idle).toSorted(bySince);
    const free = Math.max(0, limit - taken.length - leaving);
    admission.admit.push(...waiting.slice(0, free).map(idOf));
    const left = waiting.slice(free);
    // Places that are given up count once they are really free, and need not be asked for twice.
    admission.close.push(...idle.slice(0, Math.max(0, left.length - leaving)).map(idOf));
    admission.waiting.push(...left.map((session, ahead) => ({ conversationId: idOf(session), ahead })));
  }
  return admission;
}

const bySince = (one: Admissible, other: Admissible): number => one.since - other.since;
const idOf = (session: Admissible): string => session.conversationId;
