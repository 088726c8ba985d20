import { NO_BREAK, type DiffBlock } from './diff-block.ts';

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** The parts of a unified diff of one file. What stands between its hunks is not known. */
export function blocksOfUnifiedText(text: string): DiffBlock[] {
  const blocks: Growing[] = [];
  let before = 0;
  let after = 0;
  let inHunk = false;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    const hunk = HUNK.exec(line);
    if (hunk !== null) {
      // Of an empty side the line before it is named.
      const from = Math.max(0, Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1));
      const to = Math.max(0, Number(hunk[3]) - (hunk[4] === '0' ? 0 : 1));
      if (from > before) blocks.push({ kind: 'unknown', before, after, count: from - before });
      [before, after, inHunk] = [from, to, true];
    } else if (inHunk) {
      if (line.startsWith('\\')) withoutBreak(blocks.at(-1));
      else {
        addLine(blocks, { before, after }, line);
        if (!line.startsWith('+')) before += 1;
        if (!line.startsWith('-')) after += 1;
      }
    }
  }
  return blocks;
}

type Growing =
  | { kind: 'same'; before: number; after: number; lines: string[] }
  | { kind: 'change'; before: number; after: number; removed: string[]; added: string[] }
  | Extract<DiffBlock, { kind: 'unknown' }>;

function addLine(blocks: Growing[], place: { before: number; after: number }, line: string): void {
  const last = blocks.at(-1);
  const text = line.slice(1);
  if (line.startsWith('+')) {
    if (last?.kind === 'change') last.added.push(text);
    else blocks.push({ kind: 'change', ...place, removed: [], added: [text] });
  } else if (line.startsWith('-')) {
    if (last?.kind === 'change') last.removed.push(text);
    else blocks.push({ kind: 'change', ...place, removed: [text], added: [] });
  } else if (last?.kind === 'same') last.lines.push(text);
  else blocks.push({ kind: 'same', ...place, lines: [text] });
}

/** `\ No newline at end of file` is about the line before it. */
function withoutBreak(last: Growing | undefined): void {
  if (last === undefined || last.kind === 'unknown') return;
  const lines = last.kind === 'same' ? last.lines : last.added.length > 0 ? last.added : last.removed;
  lines.push((lines.pop() ?? '') + NO_BREAK);
}
