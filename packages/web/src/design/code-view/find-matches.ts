export interface Match {
  from: number;
  to: number;
}

/** More are not marked. */
export const MOST_MATCHES = 5_000;

/** Where a text has a word, upper and lower case alike unless the word has upper case itself. */
export function findMatches(text: string, wanted: string): Match[] {
  if (wanted === '') return [];
  const exact = wanted !== wanted.toLowerCase();
  const [inText, word] = exact ? [text, wanted] : [text.toLowerCase(), wanted];
  // Lower case of a few characters is longer: then places would not fit any more.
  const searched = inText.length === text.length ? inText : text;
  const matches: Match[] = [];
  for (let at = searched.indexOf(word); at >= 0; at = searched.indexOf(word, at + word.length)) {
    matches.push({ from: at, to: at + word.length });
    if (matches.length >= MOST_MATCHES) break;
  }
  return matches;
}
