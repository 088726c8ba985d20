import { SecretRedactor } from '@capstan/events';
import type { OperationsConfig } from '../config/server-config.ts';
import { logFields } from './log-fields.ts';
import { jsonLine, textLine, type LogLevel } from './log-line.ts';
import type { ServerLog } from './server-log.ts';

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export interface LogOptions extends Pick<OperationsConfig, 'logLevel' | 'logFormat'> {
  /** Values that are masked wherever they stand. Asked for at each line; the same list while nothing changed. */
  secrets?: () => readonly string[];
  /** Default: standard error, written at once, so that nothing is lost when the process ends. */
  write?: (line: string) => void;
  now?: () => number;
}

/** The log of a server: a line for each entry, JSON or for people. Never throws for what it is given. */
export function createLog(options: LogOptions): ServerLog {
  const { logLevel, logFormat, secrets = () => [], now = Date.now } = options;
  const { write = (line: string) => void process.stderr.write(line) } = options;
  const lineOf = logFormat === 'json' ? jsonLine : textLine;
  const mask = maskOf(secrets);
  const least = LEVELS.indexOf(logLevel);

  const at = (level: LogLevel) => {
    if (LEVELS.indexOf(level) < least) return () => undefined;
    return (fields: object, message: string): void => {
      const time = new Date(now()).toISOString();
      write(lineOf({ time, level, message: mask(message), fields: logFields(fields, mask) }));
    };
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function maskOf(secrets: () => readonly string[]): (text: string) => string {
  const redactor = new SecretRedactor();
  let known: readonly string[] | undefined;
  return (text) => {
    const now = secrets();
    if (now !== known) {
      known = now;
      redactor.replace(Object.fromEntries(now.map((value, index) => [String(index), value])));
    }
    return redactor.text(text);
  };
}
