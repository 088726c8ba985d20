/** Longer words, such as keys and hashes, are told apart by their beginning only. */
const LARGEST_WORD = 64;

const ASCII = /^[\x00-\x7f]*$/;
const ASCII_WORD = /[a-z0-9]+/gi;
/** Where no blanks are written between words each character counts as one. */
const SINGLE = /[[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]&&[\p{L}\p{N}]]/gv;
const WORD = new RegExp(`${SINGLE.source}|[[\\p{L}\\p{N}\\p{M}]--${SINGLE.source}]+`, 'gv');
const NO_WORD = /[^\p{L}\p{N}\p{M}]+/gu;
const MARKS = /\p{M}+/gu;
const NO_LETTERS = /[^\p{L}\p{N}]+/gu;

/** One word of a text and where it stands there. */
export interface Word {
  /** Folded: without accents, in one case. Letters and digits only. */
  word: string;
  start: number;
  end: number;
}

/** The words of a text in their order. Texts and questions are taken apart by this alone, so that they agree. */
export function* wordsIn(text: string): Generator<Word> {
  const isAscii = ASCII.test(text);
  for (const match of text.matchAll(isAscii ? ASCII_WORD : WORD)) {
    const [found] = match;
    const word = isAscii ? found.toUpperCase() : folded(found);
    if (word === '') continue;
    yield { word: shortened(word), start: match.index, end: match.index + found.length };
  }
}

/** The same words, a line each, for many times as much text in the same time. */
export function textOfWords(text: string): string {
  const lines = ASCII.test(text)
    ? text.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '\n')
    : text
        .replaceAll(NO_WORD, '\n')
        .replaceAll(SINGLE, '\n$&\n')
        .normalize('NFKD')
        .replaceAll(MARKS, '')
        .toUpperCase()
        .replaceAll(/[^\p{L}\p{N}\n]+/gu, '');
  return lines.replaceAll(/[^\n]{65,}/g, shortened);
}

/** Upper case, because it does not depend on the place in the word as the lower case of a sigma does. */
function folded(word: string): string {
  if (ASCII.test(word)) return word.toUpperCase();
  return word.normalize('NFKD').replaceAll(MARKS, '').toUpperCase().replaceAll(NO_LETTERS, '');
}

function shortened(word: string): string {
  return word.length <= LARGEST_WORD ? word : Array.from(word).slice(0, LARGEST_WORD).join('');
}
