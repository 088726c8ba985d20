import type { JsonObject, JsonValue } from '../json.ts';

const TOKEN =
  /\s*(?:(?<string>'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>True|False|None)|(?<mark>[{}[\](),:]))/y;
const ESCAPE = /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g;
const CLOSING: Record<string, string> = { '[': ']', '(': ')' };
const DEEPEST = 50;

/** A dict as Python's `repr` writes it, or undefined if it is anything else. */
export function parsePythonDict(text: string): JsonObject | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const value = readValue(tokens, 0);
  const isDict = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isDict && tokens.length === 0 ? value : undefined;
}

interface Token {
  /** `{`, `,`, … or `value` for a literal. */
  mark: string;
  value: JsonValue;
}

/** The tokens, last first, so that the next one is popped. */
function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) return undefined;
    if (groups.mark !== undefined) tokens.push({ mark: groups.mark, value: null });
    else tokens.push({ mark: 'value', value: literal(groups) });
  }
  return tokens.toReversed();
}

function literal(groups: Record<string, string | undefined>): JsonValue {
  if (groups.string !== undefined) return unescape(groups.string.slice(1, -1));
  if (groups.number !== undefined) return Number(groups.number);
  return groups.word === 'None' ? null : groups.word === 'True';
}

/** Reads one value off `tokens`; undefined if they do not hold one. */
function readValue(tokens: Token[], depth: number): JsonValue | undefined {
  const token = tokens.pop();
  if (token === undefined || depth > DEEPEST) return undefined;
  if (token.mark === 'value') return token.value;
  if (token.mark === '{') return readDict(tokens, depth);
  const closing = CLOSING[token.mark];
  return closing === undefined ? undefined : readList(tokens, closing, depth);
}

function readDict(tokens: Token[], depth: number): JsonObject | undefined {
  const entries: [string, JsonValue][] = [];
  while (tokens.at(-1)?.mark !== '}') {
    const key = readValue(tokens, depth + 1);
    if (typeof key !== 'string' || tokens.pop()?.mark !== ':') return undefined;
    const value = readValue(tokens, depth + 1);
    if (value === undefined) return undefined;
    entries.push([key, value]);
    if (!skipComma(tokens, '}')) return undefined;
  }
  tokens.pop();
  return Object.fromEntries(entries);
}

function readList(tokens: Token[], closing: string, depth: number): JsonValue[] | undefined {
  const items: JsonValue[] = [];
  while (tokens.at(-1)?.mark !== closing) {
    const value = readValue(tokens, depth + 1);
    if (value === undefined) return undefined;
    items.push(value);
    if (!skipComma(tokens, closing)) return undefined;
  }
  tokens.pop();
  return items;
}

/** Passes over a comma; without one the closing mark must be next. */
function skipComma(tokens: Token[], closing: string): boolean {
  if (tokens.at(-1)?.mark !== ',') return tokens.at(-1)?.mark === closing;
  tokens.pop();
  return true;
}

const SIMPLE: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '\n': '',
};

function unescape(text: string): string {
  return text.replace(ESCAPE, (whole, code: string) => {
    if (/^[xuU]./.test(code)) return characterOf(Number.parseInt(code.slice(1), 16), whole);
    if (/^[0-7]/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8));
    if (code === '\\' || code === "'" || code === '"') return code;
    return SIMPLE[code] ?? whole;
  });
}

const characterOf = (codePoint: number, otherwise: string): string =>
  codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : otherwise;
