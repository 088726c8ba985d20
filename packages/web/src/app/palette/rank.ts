/** What was typed begins a word, whole. */
const WHOLE = 1_000;
/** A character that begins a word counts more than one inside. */
const WORD_START = 4;
const RUN = 3;
const INSIDE = 1;
const WORD_BREAK = /[\s/\-_.:]/;

/**
 * How well the text answers what was typed: 0 for not at all, else more is better. All characters have to be there in
 * their order; those that begin words or follow each other count most, and short texts before long ones.
 */
export function rank(typed: string, text: string): number {
  const wanted = typed.toLowerCase().replaceAll(/\s+/g, '');
  if (wanted === '') return 1;
  const candidate = text.toLowerCase();
  const short = 1 / (1 + candidate.length);
  const whole = wholeAt(typed.trim().toLowerCase(), candidate);
  if (whole !== -1) return WHOLE - Math.min(WHOLE / 2, whole) + short;
  let score = 0;
  let at = -1;
  for (const character of wanted) {
    const next = candidate.indexOf(character, at + 1);
    if (next === -1) return 0;
    score += startsWord(candidate, next) ? WORD_START : next === at + 1 ? RUN : INSIDE;
    at = next;
  }
  return score + short;
}

/** Where a word of the text begins with it; -1 for nowhere. */
function wholeAt(wanted: string, text: string): number {
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    if (startsWord(text, at)) return at;
  }
  return -1;
}

const startsWord = (text: string, at: number): boolean => at === 0 || WORD_BREAK.test(text.charAt(at - 1));

/** Those that answer, the best first; in their own order while nothing was typed. */
export function ranked<Item>(items: readonly Item[], typed: string, textOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, score: rank(typed, textOf(item)) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
