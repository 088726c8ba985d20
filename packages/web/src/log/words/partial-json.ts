/**
 * The texts of an object as far as its JSON has come: `{"command":"npm te` gives `command: 'npm te'`. Only the outermost
 * level, and only texts; what is no such JSON gives what could be read before that. Never throws.
 */
export function partialTexts(json: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let at = skipSpace(json, 0);
  if (json[at] !== '{') return found;
  at += 1;
  while (at < json.length) {
    at = skipSpace(json, at);
    if (json[at] === ',') {
      at += 1;
      continue;
    }
    if (json[at] !== '"') return found;
    const key = textAt(json, at);
    at = skipSpace(json, key.end);
    if (!key.whole || json[at] !== ':') return found;
    at = skipSpace(json, at + 1);
    if (json[at] === '"') {
      const value = textAt(json, at);
      found.set(key.text, value.text);
      at = value.end;
    } else at = skipValue(json, at);
  }
  return found;
}

function skipSpace(json: string, from: number): number {
  let at = from;
  while (/\s/.test(json[at] ?? 'x')) at += 1;
  return at;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The text whose quote stands at `from`. Half an escape at the end is left out. */
function textAt(json: string, from: number): { text: string; end: number; whole: boolean } {
  const parts: string[] = [];
  let at = from + 1;
  while (at < json.length) {
    const next = nextSpecial(json, at);
    parts.push(json.slice(at, next));
    if (next >= json.length) break;
    if (json[next] === '"') return { text: parts.join(''), end: next + 1, whole: true };
    const escape = json[next + 1];
    if (escape === undefined) break;
    if (escape === 'u') {
      const digits = json.slice(next + 2, next + 6);
      if (digits.length < 4) break;
      parts.push(String.fromCharCode(Number.parseInt(digits, 16) || 0));
      at = next + 6;
    } else {
      parts.push(ESCAPES[escape] ?? escape);
      at = next + 2;
    }
  }
  return { text: parts.join(''), end: json.length, whole: false };
}

function nextSpecial(json: string, from: number): number {
  let at = from;
  while (at < json.length && json[at] !== '"' && json[at] !== '\\') at += 1;
  return at;
}

/** Behind a number, a list or an object; the end of the text where that has not come. */
function skipValue(json: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < json.length) {
    const character = json[at];
    if (character === '"') {
      at = textAt(json, at).end;
      continue;
    }
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') {
      if (depth === 0) return json.length;
      depth -= 1;
    }
    if (character === ',' && depth === 0) return at;
    at += 1;
  }
  return at;
}
