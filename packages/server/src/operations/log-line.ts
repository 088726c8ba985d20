export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogEntry {
  /** UTC, ISO 8601. */
  time: string;
  level: LogLevel;
  message: string;
  fields: Readonly<Record<string, unknown>>;
}

/** One JSON object; a field cannot take the place of time, level or message. */
export function jsonLine({ fields, ...entry }: LogEntry): string {
  return `${JSON.stringify({ ...entry, ...fields, ...entry })}\n`;
}

/** For people: the fields behind the message, the stack of an error below. */
export function textLine({ time, level, message, fields }: LogEntry): string {
  const { error, ...others } = fields;
  const shown = Object.entries(others)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}=${shortText(value)}`);
  const line = `${time.replace('T', ' ').replace('Z', '')} ${level.toUpperCase().padEnd(5)} ${inOneLine(message)}${shown.join('')}\n`;
  return error === undefined ? line : `${line}${errorLines(error)}`;
}

const PLAIN = /^[\w./:@%+-]+$/;

const shortText = (value: unknown): string =>
  typeof value === 'string' && PLAIN.test(value) ? value : inOneLine(JSON.stringify(value));

/** What somebody else wrote must not look like lines of ours, nor steer a terminal. */
const inOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');

function errorLines(error: unknown): string {
  if (typeof error !== 'object' || error === null) return `    ${shortText(error)}\n`;
  const stack: unknown = Reflect.get(error, 'stack');
  const cause: unknown = Reflect.get(error, 'cause');
  const lines = typeof stack === 'string' ? stack.split('\n') : [JSON.stringify(error)];
  const own = lines.map((line) => `    ${inOneLine(line)}\n`).join('');
  return cause === undefined ? own : `${own}    because of\n${errorLines(cause)}`;
}
