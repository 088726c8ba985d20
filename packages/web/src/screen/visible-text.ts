// Controls but tab and line feed, and what turns the direction of a text around or takes no room: with them a text can
// look like another one.
const DECEPTIVE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A text in which nothing hides: characters that cannot be seen, or that reorder others, stand as their number. */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(DECEPTIVE, numbered);
}

function numbered(character: string): string {
  const number = character.codePointAt(0) ?? 0;
  return `\\u${number.toString(16).padStart(4, '0')}`;
}

/** The first of a text on one line, white space joined. Never splits a character. */
export function oneLine(text: string, maxCharacters = 200): string {
  // What is cut off is not worth walking.
  const part = text.slice(0, maxCharacters * 4);
  const characters = Array.from(visibleText(part.replaceAll(/\s+/g, ' ').trim()));
  const isWhole = part.length === text.length && characters.length <= maxCharacters;
  return isWhole ? characters.join('') : `${characters.slice(0, maxCharacters - 1).join('')}…`;
}
