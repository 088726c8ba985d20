import { wordsIn } from './word.ts';

const MOST_WORDS = 32;

/** Words that stand one after another; the last one may go on, see `mayGoOn`. */
export type SearchTerm = readonly string[];

/** What a person typed: between blanks stands one term each, `file_editor` being one of two words. */
export function searchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  let left = MOST_WORDS;
  for (const part of text.split(/\s+/)) {
    const words = Array.from(wordsIn(part), ({ word }) => word).slice(0, left);
    left -= words.length;
    if (words.length > 0) terms.push(words);
  }
  return terms;
}

/** A single letter stands for itself: the words that begin with it are too many for an index to find quickly. */
export function mayGoOn(word: string): boolean {
  return word.length > 1;
}

/**
 * The terms in the query language of FTS5: all must be there, in any order. Words hold nothing but letters and
 * digits, so nothing that was typed can mean anything in that language. Given logs restrict where to look.
 */
export function matchExpression(terms: readonly SearchTerm[], logs: readonly number[] | undefined): string {
  const words = terms.map((term) => `"${term.join(' ')}"${mayGoOn(term.at(-1) ?? '') ? ' *' : ''}`);
  const where = logs && `log : (${logs.map((log) => `"${log}"`).join(' OR ')}) AND `;
  return `${where ?? ''}words : (${words.join(' AND ')})`;
}
