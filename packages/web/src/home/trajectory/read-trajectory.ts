import { parseEvent, type Event } from '@capstan/protocol';

/** A recorded conversation that was opened from a file. */
export interface Trajectory {
  /** Of the file. */
  name: string;
  events: readonly Event[];
  /** Events of kinds that are not known here. */
  unread: number;
  /** Whether there is a task of the person in it, without which it cannot be replayed. */
  hasTask: boolean;
}

/** What is wrong with a file, in words for a person. */
export class TrajectoryProblem extends Error {
  override readonly name = 'TrajectoryProblem';
}

/** Names under which files of Capstan and OpenHands hold the list of events. */
const LIST_NAMES = ['trajectory', 'events', 'history', 'results'] as const;

/**
 * Reads the text of a file: a JSON list of events, an object that holds one, or an event to a line. Throws a
 * `TrajectoryProblem`.
 */
export function readTrajectory(name: string, text: string): Trajectory {
  const list = listIn(parsed(text));
  if (list === null) throw new TrajectoryProblem('There is no list of events in it.');
  if (list.length === 0) throw new TrajectoryProblem('The list of events in it is empty.');
  if (!list.some(isEvent)) throw new TrajectoryProblem('What it lists are no events.');
  const events = ascending(list.map((entry) => parseEvent(entry)));
  return {
    name,
    events,
    unread: events.filter((event) => event.opaque !== undefined).length,
    hasTask: events.some(isTask),
  };
}

const isTask = (event: Event): boolean =>
  event.action === 'message' && event.source === 'user' && event.args.content.trim() !== '';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      if (lines.length > 1) return lines.map((line): unknown => JSON.parse(line));
    } catch {
      // Neither whole nor by lines: what is wrong with the whole is told.
    }
    throw new TrajectoryProblem(`It is no JSON: ${problem instanceof Error ? problem.message : ''}`);
  }
}

function listIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return null;
  for (const name of LIST_NAMES) {
    const list: unknown = Reflect.get(value, name);
    if (Array.isArray(list)) return list;
  }
  return null;
}

const isEvent = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && ('action' in entry || 'observation' in entry);

/** Ids that ascend, as a screen needs them, and causes that are among them. Files that were cut together have others. */
function ascending(events: readonly Event[]): Event[] {
  const isInOrder = events.every(({ id }, index) => id >= 0 && id > (events[index - 1]?.id ?? -1));
  if (isInOrder) return [...events];
  const idOf = new Map(events.map(({ id }, index) => [id, index]));
  return events.map((event, index) => {
    const { cause: old, ...rest } = event;
    const cause = old === undefined ? undefined : idOf.get(old);
    return { ...rest, id: index, ...(cause === undefined ? {} : { cause }) };
  });
}
