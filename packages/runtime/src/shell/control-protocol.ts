/**
 * The side channel between the session and its shell: a socket pair, so nothing of it is seen on the terminal.
 *
 * To the shell: NUL, then start mark, kind, id and text, each ended by NUL. To the session: five fields, each
 * ended by NUL: kind, id of the message, exit status, last background process, text.
 *
 * C-c may hit the shell while it reads or writes. So a message can be found again by its start mark, and a record
 * may be cut short and followed by a synchronizing field, which begins anew.
 */
export type ControlRecord =
  /** The shell waits for messages for the first time. */
  | { kind: 'ready'; pid: number; workingDirectory: Buffer }
  /** It was interrupted while no command ran. */
  | { kind: 'interrupted' }
  /** The message was done; for a command with its status. */
  | { kind: 'done'; id: number; exitCode: number; backgroundPid: number | null; workingDirectory: Buffer }
  /** The command ended the shell, which starts its successor. */
  | { kind: 'exiting'; id: number; exitCode: number; backgroundPid: number | null; workingDirectory: Buffer }
  /** Shell text that sets all exported variables. */
  | { kind: 'environment'; text: Buffer }
  /** Shell text that sets variables, functions, aliases, traps and options of an exiting shell. */
  | { kind: 'state'; text: Buffer }
  /** This bash is too old. */
  | { kind: 'version'; version: string };

export const MESSAGE_START = '>';
export const RECORD_SYNC = 'capstan-sync';
/** Last line of the texts of environment and state, when they are whole. It does nothing when it is evaluated. */
export const TEXT_COMPLETE = ': complete';

/** Up to this many bytes a command is read by the shell byte by byte, which is then faster than in one piece. */
const INLINE_BYTES = 256;

const FIELDS = 5;
/** More than any state of a shell; beyond it the channel is broken. */
const MAX_FIELD_BYTES = 64 * 1024 * 1024;
const SYNC = Buffer.from(RECORD_SYNC);
const COMPLETE = Buffer.from(TEXT_COMPLETE);

/** A command; if asked for, its end is followed by a record of the environment. */
export function encodeCommand(id: number, command: string, isReporting: boolean): Buffer {
  const text = Buffer.from(command, 'utf8');
  const prefix = isReporting ? 'report-' : '';
  if (text.length <= INLINE_BYTES) return Buffer.concat([header(`${prefix}c`, id), text, NUL]);
  return Buffer.concat([header(`${prefix}n`, id, text.length), text]);
}

/** Asks for a record of the environment. */
export function encodeReport(id: number): Buffer {
  return header('report-', id, 0);
}

/** Shell text that is evaluated silently, not as a command of the user. */
export function encodeState(id: number, text: Buffer): Buffer {
  return Buffer.concat([header('s', id, text.length), text]);
}

/** Exports variables. */
export function encodeEnvironment(id: number, variables: readonly [name: string, value: string][]): Buffer {
  const entries = variables.map(([name, value]) => `${name}=${value}\0`).join('');
  return Buffer.concat([header('e', id, variables.length), Buffer.from(entries, 'utf8')]);
}

/** Removes variables. */
export function encodeRemoval(id: number, names: readonly string[]): Buffer {
  const entries = names.map((name) => `${name}\0`).join('');
  return Buffer.concat([header('u', id, names.length), Buffer.from(entries, 'utf8')]);
}

export function encodeDirectory(id: number, directory: Buffer): Buffer {
  return Buffer.concat([header('d', id), directory, NUL]);
}

/** Brings the modes of the terminal back to those it started with. */
export function encodeModes(id: number): Buffer {
  return header('t', id, 0);
}

/** Commands sent before this message are not begun any more. */
export function encodeCancel(id: number): Buffer {
  return header('k', id, 0);
}

/** Nothing to do but to answer. */
export function encodePing(id: number): Buffer {
  return header('p', id, 0);
}

const NUL = Buffer.of(0);

function header(kind: string, id: number, number?: number): Buffer {
  return Buffer.from(
    `\0${MESSAGE_START}\0${kind}\0${id}\0${number === undefined ? '' : `${number}\0`}`,
    'latin1',
  );
}

/** Cuts the bytes from the shell into records. Throws when they cannot be records. */
export class ControlReader {
  #fields: Buffer[] = [];
  /** The field that has no end yet. */
  #parts: Buffer[] = [];
  #partBytes = 0;

  push(chunk: Buffer): ControlRecord[] {
    const records: ControlRecord[] = [];
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const field = Buffer.concat([...this.#parts, chunk.subarray(start, end)]);
      this.#parts = [];
      this.#partBytes = 0;
      start = end + 1;
      if (field.equals(SYNC)) {
        this.#fields = [];
        continue;
      }
      this.#fields.push(field);
      if (this.#fields.length < FIELDS) continue;
      const record = decode(this.#fields);
      this.#fields = [];
      if (record) records.push(record);
    }
    const rest = chunk.subarray(start);
    this.#partBytes += rest.length;
    if (this.#partBytes > MAX_FIELD_BYTES)
      throw new Error('A record of the shell passes the limit of 64 MiB.');
    if (rest.length > 0) this.#parts.push(Buffer.from(rest));
    return records;
  }
}

function decode(fields: Buffer[]): ControlRecord | undefined {
  const [kind, id, status, background, text] = fields;
  if (!kind || !id || !status || !background || !text) return undefined;
  const outcome = (): {
    id: number;
    exitCode: number;
    backgroundPid: number | null;
    workingDirectory: Buffer;
  } => ({
    id: Number(id.toString('latin1')),
    exitCode: Number(status.toString('latin1')),
    backgroundPid: background.length > 0 ? Number(background.toString('latin1')) : null,
    workingDirectory: text,
  });
  switch (kind.toString('latin1')) {
    case 'R':
      return { kind: 'ready', pid: Number(id.toString('latin1')), workingDirectory: text };
    case 'I':
      return { kind: 'interrupted' };
    case 'D':
      return { kind: 'done', ...outcome() };
    case 'X':
      return { kind: 'exiting', ...outcome() };
    case 'E':
      return isComplete(text) ? { kind: 'environment', text } : undefined;
    case 'S':
      return isComplete(text) ? { kind: 'state', text } : undefined;
    case 'V':
      return { kind: 'version', version: text.toString('utf8') };
    default:
      // A program that found the descriptor may write anything; what is no record is dropped.
      return undefined;
  }
}

function isComplete(text: Buffer): boolean {
  return text.subarray(-COMPLETE.length).equals(COMPLETE);
}
