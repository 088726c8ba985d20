import type { ObservationDraft } from '@capstan/protocol';

/** Something went wrong and the agent can act on it. Made by hand: the builders of the protocol load schemas. */
export function errorDraft(content: string, errorId = ''): ObservationDraft {
  return { observation: 'error', content, extras: { error_id: errorId } };
}

const LIMIT = 30_000;
const MARKER = '\n[... Observation truncated due to length ...]\n';

/** At most 30,000 characters and the marker: the first and the last half, never half a character. */
export function cutInMiddle(text: string): string {
  // Code points are at most as many as code units, and far cheaper not to count.
  if (text.length <= LIMIT) return text;
  const points = Array.from(
    text.length > 4 * LIMIT ? text.slice(0, 2 * LIMIT) + text.slice(-2 * LIMIT) : text,
  );
  if (text.length <= 4 * LIMIT && points.length <= LIMIT) return text;
  return points.slice(0, LIMIT / 2).join('') + MARKER + points.slice(-LIMIT / 2).join('');
}
