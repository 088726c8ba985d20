import type { EventRecord } from '@capstan/events';
import { isActionName, isObservationName } from '@capstan/protocol';
import { parsePythonJson } from './python-json.ts';

type Fields = Record<string, unknown>;

/** What a record says when the file does not say when it was written. */
const UNKNOWN_TIME = new Date(0).toISOString();

/** The record of a single file. What cannot be read is `opaque`, and its body keeps the text. */
export function recordOfFile(id: number, file: string, bytes: Uint8Array): EventRecord {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const raw = { raw: new TextDecoder().decode(bytes), raw_base64: Buffer.from(bytes).toString('base64') };
    return unreadable(id, file, 'not UTF-8', raw);
  }
  try {
    const parsed = parsePythonJson(text);
    const fields = fieldsOf(parsed.value);
    return fields === undefined
      ? unreadable(id, file, 'not an object', { raw: text })
      : recordOfFields(id, fields, parsed.text);
  } catch (error) {
    return unreadable(id, file, error instanceof Error ? error.message : String(error), { raw: text });
  }
}

/** The record of an entry of a page; undefined unless the entry is the event of this id. */
export function recordOfEntry(id: number, entry: unknown): EventRecord | undefined {
  const fields = fieldsOf(entry);
  return fields?.id === id ? recordOfFields(id, fields, JSON.stringify(fields)) : undefined;
}

/** The record in place of a file that cannot be read at all. */
export function unreadable(id: number, file: string, reason: string, raw: Fields): EventRecord {
  const body = JSON.stringify({ id, file, reason, ...raw });
  return { id, timestamp: UNKNOWN_TIME, kind: 'opaque', source: null, cause: null, body };
}

function recordOfFields(id: number, fields: Fields, body: string): EventRecord {
  return {
    id,
    timestamp: utc(fields.timestamp),
    kind: kindOf(fields),
    source: typeof fields.source === 'string' ? fields.source : null,
    cause: causeOf(fields.cause),
    body,
  };
}

/** As the loader of that format decides: an object with both keys is an action. */
function kindOf({ action, observation }: Fields): string {
  if (action !== undefined && action !== null) return isActionName(action) ? `action:${action}` : 'opaque';
  return isObservationName(observation) ? `observation:${observation}` : 'opaque';
}

/** Also from older logs, that have it as text. */
function causeOf(cause: unknown): number | null {
  const number = typeof cause === 'string' && /^\d{1,15}$/.test(cause) ? Number(cause) : cause;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** Times without a zone are local time of the machine that wrote them; taken to be this one. */
function utc(timestamp: unknown): string {
  const time = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(time)) return UNKNOWN_TIME;
  return typeof timestamp === 'string' && timestamp.endsWith('Z') ? timestamp : new Date(time).toISOString();
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
