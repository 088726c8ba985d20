/** Part of a text, in UTF-16 units. */
export interface TextPart {
  text: string;
  /** Where the next part begins; undefined at the end. */
  next: number | undefined;
}

/** At most `length` units from `from` on. No character is cut in two. */
export function textPart(text: string, from: number, length: number): TextPart {
  const start = splitsCharacter(text, from) ? from - 1 : from;
  const end = start + length;
  if (end >= text.length) return { text: text.slice(start), next: undefined };
  const next = splitsCharacter(text, end) ? end - 1 : end;
  return { text: text.slice(start, next), next };
}

const splitsCharacter = (text: string, at: number): boolean =>
  isHighSurrogate(text.charCodeAt(at - 1)) && isLowSurrogate(text.charCodeAt(at));
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
