/**
 * The side channel between the session and its shell: a socket pair, so nothing of it is seen on the terminal.
 *
 * To the shell: NUL, then kind, id and text, each ended by NUL. To the session: five fields, each ended by NUL:
 * kind, id of the message, exit status, last background process, text.
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

/** Up to this many bytes a command is read by the shell byte by byte, which is then faster than in one piece. */
const INLINE_BYTES = 256;

const FIELDS = 5;
/** More than any state of a shell; beyond it the channel is broken. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024;

export function encodeCommand(id: number, command: string): Buffer {
  const text = Buffer.from(command, 'utf8');
  if (text.length <= INLINE_BYTES) return Buffer.concat([header('c', id), text, NUL]);
  return Buffer.concat([header('n', id, text.length), text]);
}

/** Shell text that is evaluated silently, not as a command of the user. */
export function encodeState(id: number, text: Buffer): Buffer {
  return Buffer.concat([header('s', id, text.length), text]);
}

export function encodeEnvironment(id: number, environment: ReadonlyMap<string, string>): Buffer {
  const entries = [...environment].map(([name, value]) => `${name}=${value}\0`).join('');
  return Buffer.concat([header('e', id, environment.size), Buffer.from(entries, 'utf8')]);
}

export function encodeDirectory(id: number, directory: Buffer): Buffer {
  return Buffer.concat([header('d', id), directory, NUL]);
}

/** Brings the modes of the terminal back to those it started with. */
export function encodeModes(id: number): Buffer {
  return header('t', id, 0);
}

/** Nothing to do but to answer. */
export function encodePing(id: number): Buffer {
  return header('p', id, 0);
}

const NUL = Buffer.of(0);

function header(kind: string, id: number, number?: number): Buffer {
  return Buffer.from(`\0${kind}\0${id}\0${number === undefined ? '' : `${number}\0`}`, 'latin1');
}

/** Cuts the bytes from the shell into records. Throws when they cannot be records. */
export class ControlReader {
  #parts: Buffer[] = [];
  #bytes = 0;

  push(chunk: Buffer): ControlRecord[] {
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_RECORD_BYTES) throw new Error('A record of the shell passes the limit of 64 MiB.');
    this.#parts.push(chunk);
    // Without an end of a field nothing new can be complete: large states arrive in many chunks.
    if (!chunk.includes(0)) return [];
    const bytes = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts);
    const records: ControlRecord[] = [];
    let start = 0;
    for (;;) {
      const fields: Buffer[] = [];
      let from = start;
      while (fields.length < FIELDS) {
        const end = bytes.indexOf(0, from);
        if (end < 0) break;
        fields.push(bytes.subarray(from, end));
        from = end + 1;
      }
      if (fields.length < FIELDS) break;
      start = from;
      const record = decode(fields);
      if (record) records.push(record);
    }
    const rest = bytes.subarray(start);
    this.#parts = rest.length > 0 ? [Buffer.from(rest)] : [];
    this.#bytes = rest.length;
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
      return { kind: 'environment', text };
    case 'S':
      return { kind: 'state', text };
    case 'V':
      return { kind: 'version', version: text.toString('utf8') };
    default:
      // A program that found the descriptor may write anything; what is no record is dropped.
      return undefined;
  }
}
