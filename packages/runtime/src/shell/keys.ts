/** Keys by name, with what a terminal of type xterm sends for them. */
const NAMED_KEYS: ReadonlyMap<string, string> = new Map([
  ['Enter', '\r'],
  ['Tab', '\t'],
  ['BackTab', '\x1b[Z'],
  ['Escape', '\x1b'],
  ['Space', ' '],
  ['Backspace', '\x7f'],
  ['Delete', '\x1b[3~'],
  ['Insert', '\x1b[2~'],
  ['Up', '\x1b[A'],
  ['Down', '\x1b[B'],
  ['Right', '\x1b[C'],
  ['Left', '\x1b[D'],
  ['Home', '\x1b[H'],
  ['End', '\x1b[F'],
  ['PageUp', '\x1b[5~'],
  ['PageDown', '\x1b[6~'],
  ['F1', '\x1bOP'],
  ['F2', '\x1bOQ'],
  ['F3', '\x1bOR'],
  ['F4', '\x1bOS'],
  ['F5', '\x1b[15~'],
  ['F6', '\x1b[17~'],
  ['F7', '\x1b[18~'],
  ['F8', '\x1b[19~'],
  ['F9', '\x1b[20~'],
  ['F10', '\x1b[21~'],
  ['F11', '\x1b[23~'],
  ['F12', '\x1b[24~'],
]);

const CONTROL_KEY = /^C-([a-zA-Z@[\\\]^_?])$/;

/** Whether this text, sent as input, means a control key: `C-` and one character, as in OpenHands. */
export function isControlKey(text: string): boolean {
  return CONTROL_KEY.test(text);
}

/** What the terminal sends for a key: `C-c`, `C-[` and so on, or a name such as `Enter`; undefined if unknown. */
export function keySequence(key: string): string | undefined {
  const character = CONTROL_KEY.exec(key)?.[1];
  if (character === undefined) return NAMED_KEYS.get(key);
  if (character === '?') return '\x7f';
  return String.fromCharCode(character.toUpperCase().charCodeAt(0) & 0x1f);
}

/** The names `keySequence` knows besides control keys. */
export function keyNames(): string[] {
  return [...NAMED_KEYS.keys()];
}
