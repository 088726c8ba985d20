import { mayGoOn, type SearchTerm } from './search-term.ts';
import { type Word, wordsIn } from './word.ts';

const BEFORE = 40;
const LENGTH = 160;

/** A line of the text around the first place where one of the terms stands. */
export function snippetOf(text: string, terms: readonly SearchTerm[]): string {
  const place = firstMatch(text, terms);
  const start = place <= BEFORE ? 0 : wordBoundary(text, place - BEFORE, place);
  const wanted = start + LENGTH;
  const end = wanted >= text.length ? text.length : wordBoundary(text, wanted, text.length);
  const line = text
    .slice(start, Math.min(end, wanted + BEFORE))
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${start > 0 ? '…' : ''}${line}${end < text.length ? '…' : ''}`;
}

/** The first blank from `from` on, or `from` if there is none before `to`. */
function wordBoundary(text: string, from: number, to: number): number {
  const blank = text.slice(from, to).search(/\s/);
  return blank === -1 ? from : from + blank;
}

function firstMatch(text: string, terms: readonly SearchTerm[]): number {
  const longest = Math.max(...terms.map((term) => term.length));
  const window: Word[] = [];
  for (const word of wordsIn(text)) {
    window.push(word);
    if (window.length > longest) window.shift();
    for (const term of terms) {
      const found = window.slice(-term.length);
      if (found.length === term.length && matches(found, term)) return found[0]?.start ?? 0;
    }
  }
  return 0;
}

function matches(found: readonly Word[], term: SearchTerm): boolean {
  return term.every((wanted, index) => {
    const word = found[index]?.word ?? '';
    return index === term.length - 1 && mayGoOn(wanted) ? word.startsWith(wanted) : word === wanted;
  });
}
