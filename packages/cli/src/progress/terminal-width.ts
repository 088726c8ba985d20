/** Characters that take two columns: East Asian wide and fullwidth forms, and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Characters that take none: marks on the character before, joiners, selectors. */
const NARROWEST = /[\p{Mn}\p{Me}\p{Cf}]/u;

function columnsOf(character: string): number {
  if (NARROWEST.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** The text if it takes at most so many columns of a terminal, else its beginning with `…`. */
export function fitColumns(text: string, columns: number): string {
  let used = 0;
  let fitting = '';
  for (const character of text) {
    used += columnsOf(character);
    if (used > columns) return `${fitting}…`;
    if (used < columns) fitting += character;
  }
  return text;
}
