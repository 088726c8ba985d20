import type { Entry } from '../entry.ts';
import { isExploration } from './exploration.ts';

/** An entry by itself. */
export interface EntryRow {
  type: 'entry';
  key: string;
  entry: Entry;
}

/** A run of looking around, folded into one line: "Explored 7 files". */
export interface ExplorationRow {
  type: 'exploration';
  key: string;
  /** What is inside, in order: reads, searches and the reasoning between them. */
  entries: readonly Entry[];
  /** Different files that were read, and commands that searched. */
  files: number;
  searches: number;
  running: boolean;
  /** What the agent said before the first. */
  thought: string;
}

export type LogRow = EntryRow | ExplorationRow;

/**
 * The rows of a log. The key of a row is that of its first entry, so a row keeps it while it grows. Rows of `previous`
 * that hold the same entries are given again, so that only new ones need to be drawn.
 */
export function groups(entries: readonly Entry[], previous: readonly LogRow[] = []): readonly LogRow[] {
  const rows: LogRow[] = [];
  const known = knownRows(previous);
  for (let at = 0; at < entries.length;) {
    const run = runFrom(entries, at);
    const last = run[0] === undefined ? undefined : known(run[0].key, rows.length);
    const row = last !== undefined && holds(last, run) ? last : rowOf(run);
    if (row !== undefined) rows.push(row);
    at += Math.max(1, run.length);
  }
  return rows;
}

/** Finds rows by key: where they were before, or, once a run has fallen apart, wherever that has moved them. */
function knownRows(previous: readonly LogRow[]): (key: string, at: number) => LogRow | undefined {
  let byKey: Map<string, LogRow> | undefined;
  return (key, at) => {
    const row = previous[at];
    // What is beyond the end is new, unless something has moved.
    if (row?.key === key || (row === undefined && byKey === undefined)) return row;
    byKey ??= new Map(previous.map((one) => [one.key, one]));
    return byKey.get(key);
  };
}

/** The entries from `start` that belong together: at least one. Reasoning belongs to a run when more of it follows. */
function runFrom(entries: readonly Entry[], start: number): readonly Entry[] {
  const first = entries[start];
  if (first === undefined || !isExploration(first)) return entries.slice(start, start + 1);
  let end = start + 1;
  for (let at = end; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry === undefined) break;
    // Words said to the person begin a run of their own, so that they are seen.
    if (isExploration(entry) && entry.thought === '') end = at + 1;
    else if (entry.kind !== 'thought') break;
  }
  return entries.slice(start, end);
}

function rowOf(run: readonly Entry[]): LogRow | undefined {
  const [entry] = run;
  if (entry === undefined) return undefined;
  if (run.length === 1) return { type: 'entry', key: entry.key, entry };
  const looks = run.filter(isExploration);
  const files = new Set(looks.flatMap((look) => (look.kind === 'read' ? [look.path] : [])));
  return {
    type: 'exploration',
    key: entry.key,
    entries: run,
    files: files.size,
    searches: looks.filter((look) => look.kind === 'command').length,
    running: looks.some((look) => look.progress === 'running'),
    thought: looks[0]?.thought ?? '',
  };
}

function holds(row: LogRow, run: readonly Entry[]): boolean {
  if (row.type === 'entry') return run.length === 1 && row.entry === run[0];
  return row.entries.length === run.length && row.entries.every((entry, index) => entry === run[index]);
}

/** "Explored 7 files, searched 2 times". */
export function explorationText({ files, searches, running }: ExplorationRow): string {
  const read =
    files === 0 ? '' : `${running ? 'Exploring' : 'Explored'} ${files} ${files === 1 ? 'file' : 'files'}`;
  const times = `${searches} ${searches === 1 ? 'time' : 'times'}`;
  if (searches === 0) return read;
  if (read === '') return `${running ? 'Searching' : 'Searched'} ${times}`;
  return `${read}, searched ${times}`;
}
