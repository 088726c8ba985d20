import { serializeEvent, type Event, type JsonObject } from '@capstan/protocol';
import { isHidden } from '../filter/event-filter.ts';

export interface TrajectoryOptions {
  /** Keeps the pictures of browser observations, which are large. */
  screenshots: boolean;
}

const BROWSER_STATE = [
  'dom_object',
  'axtree_object',
  'active_page_index',
  'last_browser_action',
  'last_browser_action_error',
  'focused_element_bid',
  'extra_element_properties',
] as const;
const PICTURES = ['screenshot', 'set_of_marks'] as const;

/**
 * Events for people to keep or to replay: the list that a trajectory file holds. Hidden events are left out,
 * and browser observations lose what only the browser needed.
 */
export function exportTrajectory(events: Iterable<Event>, options: TrajectoryOptions): JsonObject[] {
  const dropped = options.screenshots ? BROWSER_STATE : [...BROWSER_STATE, ...PICTURES];
  const list: JsonObject[] = [];
  for (const event of events) {
    if (!isHidden(event)) list.push(withoutExtras(serializeEvent(event), dropped));
  }
  return list;
}

function withoutExtras(wire: JsonObject, keys: readonly string[]): JsonObject {
  const { extras } = wire;
  if (
    wire.observation !== 'browse' ||
    typeof extras !== 'object' ||
    extras === null ||
    Array.isArray(extras)
  ) {
    return wire;
  }
  const kept = { ...extras };
  for (const key of keys) delete kept[key];
  return { ...wire, extras: kept };
}
