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

/** Where the secrets stand, in order; those that overlap or touch are one. */
export function occurrences(text: string, secrets: readonly string[]): TextRange[] {
  const found: TextRange[] = [];
  for (const secret of secrets) {
    for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1)) {
      found.push({ start: at, end: at + secret.length });
    }
  }
  if (found.length < 2) return found;
  found.sort((one, other) => one.start - other.start);
  const merged: TextRange[] = [];
  for (const range of found) {
    const last = merged.at(-1);
    if (last === undefined || range.start > last.end) merged.push(range);
    else last.end = Math.max(last.end, range.end);
  }
  return merged;
}
