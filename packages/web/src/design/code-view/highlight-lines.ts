import { highlightTree } from '@lezer/highlight';
import type { LanguageSupport } from '@codemirror/language';
import { CODE_CLASSES } from './code-classes.ts';
import type { CodeSpan } from './code-span.ts';
import { languageOf } from './language-of.ts';

/** How long parsing may keep the page from drawing, milliseconds. */
const SLICE = 8;

type Parser = LanguageSupport['language']['parser'];

/** The colours of a text by line; null for a language that is not known. Rejects when the signal fires. */
export async function highlightLines(
  text: string,
  fileName: string,
  signal: AbortSignal,
): Promise<readonly (readonly CodeSpan[])[] | null> {
  const support = await languageOf(fileName);
  if (support === null) return null;
  const tree = await parseInSlices(support.language.parser, text, signal);
  const starts = lineStarts(text);
  const lines: CodeSpan[][] = starts.map(() => []);
  let line = 0;
  highlightTree(tree, CODE_CLASSES, (from, to, className) => {
    while ((starts[line + 1] ?? Infinity) <= from) line += 1;
    // One span may reach over several lines, as comments do.
    for (let at = line; at < starts.length && (starts[at] ?? 0) < to; at += 1) {
      const start = starts[at] ?? 0;
      const end = (starts[at + 1] ?? text.length + 1) - 1;
      const [begin, stop] = [Math.max(from, start) - start, Math.min(to, end) - start];
      if (stop > begin) lines[at]?.push({ from: begin, to: stop, className });
    }
  });
  return lines;
}

async function parseInSlices(
  parser: Parser,
  text: string,
  signal: AbortSignal,
): Promise<ReturnType<Parser['parse']>> {
  const parse = parser.startParse(text);
  for (let until = performance.now() + SLICE; ;) {
    const tree = parse.advance();
    if (tree !== null) return tree;
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
    until = performance.now() + SLICE;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
