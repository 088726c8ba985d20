/** Stands where a secret was. */
export const SECRET_MARK = '<secret_hidden>';

/**
 * The texts to look for: each secret as it is, without blanks around it, and as it looks inside JSON text.
 * Longest first. A secret that is empty or only blanks is none.
 */
export function secretTexts(secrets: Iterable<string>): string[] {
  const texts = new Set<string>();
  for (const secret of secrets) {
    const trimmed = secret.trim();
    if (trimmed === '') continue;
    for (const text of [secret, trimmed]) {
      texts.add(text);
      texts.add(JSON.stringify(text).slice(1, -1));
    }
  }
  return [...texts].toSorted((one, other) => other.length - one.length);
}

/** Puts the mark in place of every occurrence. Occurrences that overlap or touch are hidden by one mark. */
export function maskText(text: string, secrets: readonly string[]): string {
  const ranges = occurrences(text, secrets);
  if (ranges.length === 0) return text;
  let masked = '';
  let end = 0;
  for (const range of ranges) {
    masked += text.slice(end, range.start) + SECRET_MARK;
    end = range.end;
  }
  return masked + text.slice(end);
}

export interface TextRange {
  start: number;
  end: number;
}

/**
 * Where the secrets stand, in order; those that overlap or touch are one. Longest first is fastest: what is hidden already
 * is not looked at again, so that a text and secrets that repeat themselves take neither time nor memory without end.
 */
export function occurrences(text: string, secrets: readonly string[]): TextRange[] {
  let hidden: Uint8Array | undefined;
  for (const secret of secrets) {
    let covered = 0;
    let at = text.indexOf(secret);
    while (at !== -1) {
      hidden ??= new Uint8Array(text.length);
      const end = at + secret.length;
      const from = Math.max(at, covered);
      const open = hidden[from] === 0 ? from : hidden.indexOf(0, from);
      if (open === -1) break;
      covered = Math.max(open, end);
      hidden.fill(1, open, end);
      at = text.indexOf(secret, Math.max(at + 1, open - secret.length + 1));
    }
  }
  return hidden === undefined ? [] : rangesOf(hidden);
}

function rangesOf(hidden: Uint8Array): TextRange[] {
  const ranges: TextRange[] = [];
  for (let start = hidden.indexOf(1); start !== -1;) {
    const next = hidden.indexOf(0, start);
    const end = next === -1 ? hidden.length : next;
    ranges.push({ start, end });
    start = hidden.indexOf(1, end);
  }
  return ranges;
}
