import { CapstanError, parseEvent, type Event } from '@capstan/protocol';

/**
 * The events of a trajectory: a list of events, or an object that holds the list under `trajectory`. Events of
 * kinds that are not known come as opaque ones. Throws `trajectory_invalid`.
 */
export function importTrajectory(value: unknown): Event[] {
  const list = isRecord(value) ? value.trajectory : value;
  if (!Array.isArray(list))
    throw new CapstanError('trajectory_invalid', 'The trajectory is not a list of events');
  return list.map((entry, index) => {
    if (!isRecord(entry)) {
      throw new CapstanError('trajectory_invalid', `Entry ${index} of the trajectory is not an event`);
    }
    if (entry.action === undefined && entry.observation === undefined) {
      throw new CapstanError(
        'trajectory_invalid',
        `Entry ${index} of the trajectory has no action or observation`,
      );
    }
    return parseEvent(entry);
  });
}

/** The same from the text of a file. */
export function parseTrajectory(text: string): Event[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CapstanError('trajectory_invalid', 'The trajectory is not JSON', { cause });
  }
  return importTrajectory(value);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
