import {
  describe,
  walkEntries,
  type ActionEntry,
  type Entry,
  type EntryLine,
  type ScreenState,
  type Tone,
} from '../../screen/index.ts';
import type { Family } from './kind-family.ts';

/** A place of the log that people look for. */
export interface Landmark {
  key: string;
  /** The moment to go to. */
  id: number;
  /** ISO 8601. */
  at: string;
  icon: EntryLine['icon'];
  verb: string;
  object: string;
  tone: Tone;
  family: Family;
  nested: boolean;
}

/** Words, questions, failures and ends, the oldest first. */
export function landmarksOf({ entries }: Pick<ScreenState, 'entries'>): readonly Landmark[] {
  const outermost = new Set(entries);
  const found = Array.from(walkEntries(entries)).flatMap((entry) =>
    landmarks(entry).map((one) => ({ ...one, nested: !outermost.has(entry) })),
  );
  return found.toSorted((a, b) => a.id - b.id);
}

type Found = Omit<Landmark, 'nested'>;

function landmarks(entry: Entry): Found[] {
  switch (entry.kind) {
    case 'message':
      return [place(entry, 'said', 'muted')];
    case 'finish':
      return [place(entry, 'ending', entry.rejected ? 'bad' : 'good')];
    case 'error':
      return [place(entry, 'failed', 'bad')];
    case 'condensation':
      return [place(entry, 'notes', 'muted')];
    case 'state':
      return [place(entry, 'waiting', 'warn')];
    case 'thought':
    case 'plan':
    case 'recall':
    case 'unknown':
      return [];
    default:
      return ofAction(entry);
  }
}

function ofAction(entry: ActionEntry): Found[] {
  const asked = questionOf(entry);
  const failed = entry.progress === 'failed' ? [failure(entry)] : [];
  return asked === null ? failed : [asked, ...failed];
}

/** What the person was asked about, and what they said. */
function questionOf(entry: ActionEntry): Found | null {
  const { progress, startedAt, at } = entry;
  const answer =
    progress === 'waiting'
      ? 'Asked about'
      : progress === 'rejected'
        ? 'Rejected'
        : startedAt !== null && startedAt !== at
          ? 'Approved'
          : null;
  if (answer === null) return null;
  const whole = place(entry, 'waiting', progress === 'rejected' ? 'bad' : 'warn');
  return { ...whole, key: `${whole.key}.asked`, verb: answer };
}

function failure(entry: ActionEntry): Found {
  const whole = place(entry, 'failed', 'bad');
  // Before the result came there was no failure to see.
  return { ...whole, id: entry.observationId ?? entry.id, at: entry.endedAt ?? entry.at };
}

function place(entry: Entry, family: Family, tone: Tone): Found {
  const { icon, verb, object, result } = describe(entry);
  const words = [object, tone === 'bad' ? (result?.text ?? '') : ''].filter((part) => part !== '');
  return {
    key: entry.key,
    id: entry.id,
    at: entry.at,
    icon,
    verb,
    object: words.join(' · '),
    tone,
    family,
  };
}
