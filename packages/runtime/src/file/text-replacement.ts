import { FileFailure, invalidParameter, shown } from './file-failure.ts';
import { toLf } from './line-ending.ts';
import { mismatchReport } from './mismatch-report.ts';
import { findMatch, MAX_MATCHES } from './text-match.ts';

export interface ReplacedText {
  text: string;
  /** Where the new text is in `text`. */
  start: number;
  end: number;
  /** Blanks around both were left out to find it. */
  trimmed: boolean;
}

const MAX_LISTED_LINES = 100;

/** Replaces the one place where `oldText` stands; throws when there is none, or more than one. */
export function replaceText(text: string, oldText: string, newText: string, path: string): ReplacedText {
  if (oldText === '') {
    throw invalidParameter('old_str', '', 'It is empty. Use `insert` to add text without replacing any.');
  }
  if (oldText === newText) throw unchangedFailure();
  const match = findMatch(text, oldText, newText);
  if (match.found === 'none') {
    throw new FileFailure(
      `No replacement was performed, old_str \`${shown(oldText)}\` did not appear verbatim in ${path}.\n${mismatchReport(toLf(text), toLf(oldText))}`,
    );
  }
  if (match.found === 'many') {
    throw new FileFailure(
      `No replacement was performed. Multiple occurrences of old_str \`${shown(oldText)}\` in lines ${lineList(toLf(text), match.offsets)}. Please ensure it is unique.`,
    );
  }
  const { start, end, replacement } = match.edit;
  if (text.slice(start, end) === replacement) throw unchangedFailure();
  return {
    text: text.slice(0, start) + replacement + text.slice(end),
    start,
    end: start + replacement.length,
    trimmed: match.trimmed,
  };
}

function unchangedFailure(): FileFailure {
  return new FileFailure('No replacement was performed. `new_str` and `old_str` must be different.');
}

/** `[1, 7]`: the lines where the matches begin, ascending, each once. */
function lineList(text: string, offsets: readonly number[]): string {
  const lines = new Set<number>();
  let line = 1;
  let at = text.indexOf('\n');
  for (const offset of offsets) {
    for (; at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
    lines.add(line);
  }
  const listed = [...lines].slice(0, MAX_LISTED_LINES);
  const more = lines.size > listed.length || offsets.length === MAX_MATCHES;
  return `[${listed.join(', ')}${more ? ', …' : ''}]`;
}
