import { MASK, mcpIdentity, type McpKind, type McpServer } from './mcp-server.ts';

/** A server as it is written in the form. */
export interface McpDraft {
  kind: McpKind;
  url: string;
  /** Empty: none, or the one that is stored while `keepsKey`. */
  key: string;
  keepsKey: boolean;
  timeout: string;
  name: string;
  /** Program and arguments, as in a shell. */
  command: string;
  /** `NAME=value`, one to a line. */
  env: string;
}

export type McpDraftErrors = Partial<Record<keyof McpDraft, string>>;

export const EMPTY_DRAFT: McpDraft = {
  kind: 'shttp',
  url: '',
  key: '',
  keepsKey: false,
  timeout: '',
  name: '',
  command: '',
  env: '',
};

export function draftOf(server: McpServer): McpDraft {
  if (server.kind === 'stdio') {
    return {
      ...EMPTY_DRAFT,
      kind: 'stdio',
      name: server.name,
      command: [server.command, ...server.args].map(quoted).join(' '),
      env: Object.entries(server.env)
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
    };
  }
  return {
    ...EMPTY_DRAFT,
    kind: server.kind,
    url: server.url,
    keepsKey: server.apiKey !== null,
    timeout: server.kind === 'shttp' && server.timeout !== null ? String(server.timeout) : '',
  };
}

export interface DraftContext {
  /** What it was before; null for a new one. */
  before: McpServer | null;
  /** All others. */
  others: readonly McpServer[];
}

/** The server that is written, or what is wrong with it, by field. */
export function readDraft(
  draft: McpDraft,
  { before, others }: DraftContext,
): { server: McpServer } | { errors: McpDraftErrors } {
  const read = draft.kind === 'stdio' ? readProgram(draft, before) : readAddress(draft, before);
  if ('errors' in read) return read;
  const taken = others.some((other) => mcpIdentity(other) === mcpIdentity(read.server));
  if (!taken) return read;
  return draft.kind === 'stdio'
    ? { errors: { name: 'There is a server of this name already.' } }
    : { errors: { url: 'There is a server with this address already.' } };
}

type Read = { server: McpServer } | { errors: McpDraftErrors };

const LONGEST_TIMEOUT = 3_600;

function readAddress({ kind, url, key, keepsKey, timeout }: McpDraft, before: McpServer | null): Read {
  const errors: McpDraftErrors = {};
  const address = URL.canParse(url.trim()) ? new URL(url.trim()) : null;
  if (address === null || !/^(https?|wss?):$/.test(address.protocol) || address.hostname === '') {
    errors.url = 'Write a whole address that begins with https:// or http://.';
  }
  const known = before !== null && before.kind !== 'stdio' ? before : null;
  const keeps = key.trim() === '' && keepsKey && known !== null;
  if (keeps && (known.kind !== kind || !sameOrigin(url, known.url))) {
    errors.key = 'It is for another server. Write the key again, or remove it.';
  }
  const seconds = timeout.trim() === '' ? null : Number(timeout);
  const fits = seconds === null || (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_TIMEOUT);
  if (kind === 'shttp' && !fits) errors.timeout = `Write whole seconds from 1 to ${LONGEST_TIMEOUT}.`;
  if (Object.keys(errors).length > 0) return { errors };
  const apiKey = keeps ? MASK : key.trim() || null;
  if (kind === 'sse') return { server: { kind, url: url.trim(), apiKey } };
  return { server: { kind: 'shttp', url: url.trim(), apiKey, timeout: seconds } };
}

function sameOrigin(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  return new URL(one).origin === new URL(other).origin;
}

function readProgram({ name, command, env }: McpDraft, before: McpServer | null): Read {
  const errors: McpDraftErrors = {};
  if (!/^[A-Za-z0-9_-]+$/.test(name.trim())) errors.name = 'Use letters, digits, - and _.';
  const words = splitCommand(command);
  const [program = '', ...args] = words ?? [];
  if (words === null) errors.command = 'A quotation mark is not closed.';
  else if (program === '' || /\s/.test(program)) errors.command = 'Write the program, then its arguments.';
  const variables = readVariables(env);
  if ('error' in variables) errors.env = variables.error;
  else {
    const known = before?.kind === 'stdio' ? before.env : {};
    const hidden = Object.entries(variables.env).find(
      ([each, value]) => value === MASK && !Object.hasOwn(known, each),
    );
    if (hidden !== undefined) errors.env = `Write the value of ${hidden[0]}: it is not known yet.`;
  }
  if (Object.keys(errors).length > 0 || 'error' in variables) return { errors };
  return { server: { kind: 'stdio', name: name.trim(), command: program, args, env: variables.env } };
}

function readVariables(text: string): { env: Record<string, string> } | { error: string } {
  const entries: [string, string][] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const match = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line);
    if (match === null) return { error: `Line ${index + 1} is not of the form NAME=value.` };
    entries.push([match[1] ?? '', (match[2] ?? '').trim()]);
  }
  return { env: Object.fromEntries(entries) };
}

/** Words as a shell splits them, with quotation marks and backslashes; null where a mark is not closed. */
export function splitCommand(text: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === null && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === quote) {
      quote = null;
    } else if (quote === null && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === '\\' && quote !== "'" && at + 1 < text.length) {
      at += 1;
      word = (word ?? '') + text.charAt(at);
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== null) return null;
  if (word !== null) words.push(word);
  return words;
}

/** A word so that `splitCommand` gives it back. */
const quoted = (word: string): string =>
  word !== '' && /^[^\s"'\\]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
