import { countLines, diffBlocks, type DiffBlock, type LineCounts } from '../../design/diff/diff-block.ts';
import { blocksOfUnifiedText } from '../../design/diff/unified-text.ts';
import type { EditEntry } from '../../screen/index.ts';

/** A stretch of changes that belong together: the whole file, or one edit of it. */
export interface DiffPiece {
  /** Id of the edit; null for the file as a whole. */
  edit: number | null;
  blocks: readonly DiffBlock[];
  /** Null where not both sides are known as a whole. */
  texts: { before: string; after: string } | null;
}

export interface FileDiff extends LineCounts {
  pieces: readonly DiffPiece[];
  /** Too much to be drawn without being asked for. */
  isLarge: boolean;
  /** Lines and UTF-16 units of the longer side. */
  lines: number;
  characters: number;
}

const LARGE_LINES = 5_000;
const LARGE_CHARACTERS = 500 * 1024;

export function diffOfTexts(before: string, after: string): FileDiff {
  return fileDiff([{ edit: null, blocks: diffBlocks(before, after), texts: { before, after } }]);
}

/**
 * What edits came to. Where each begins with what the one before left, that is one diff; else something changed the file in
 * between of which the log knows nothing, and each stands for itself.
 */
export function diffOfEdits(edits: readonly EditEntry[]): FileDiff {
  const [first] = edits;
  const last = edits.at(-1);
  if (first === undefined || last === undefined) return fileDiff([]);
  const isChain =
    edits.every(isWhole) &&
    edits.every((edit, index) => index === 0 || (edit.before ?? '') === (edits[index - 1]?.after ?? ''));
  if (isChain) return diffOfTexts(first.before ?? '', last.after ?? '');
  return fileDiff(edits.map(pieceOf));
}

/** Whether before and after are the file, and not the part that the action names. */
const isWhole = ({ operation, diff, before }: EditEntry): boolean =>
  operation === 'create' || operation === 'write' || (diff !== null && before !== null);

function pieceOf(edit: EditEntry): DiffPiece {
  const { id, diff } = edit;
  const texts = { before: edit.before ?? '', after: edit.after ?? '' };
  if (isWhole(edit)) return { edit: id, blocks: diffBlocks(texts.before, texts.after), texts };
  const blocks = diff === null ? diffBlocks(texts.before, texts.after) : blocksOfUnifiedText(diff);
  return { edit: id, blocks, texts: null };
}

function fileDiff(pieces: readonly DiffPiece[]): FileDiff {
  const counts = pieces.map(({ blocks }) => countLines(blocks));
  const sizes = pieces.map(sizeOf);
  const lines = Math.max(0, ...sizes.map((size) => size.lines));
  const characters = Math.max(0, ...sizes.map((size) => size.characters));
  return {
    pieces,
    added: counts.reduce((sum, { added }) => sum + added, 0),
    removed: counts.reduce((sum, { removed }) => sum + removed, 0),
    isLarge: lines > LARGE_LINES || characters > LARGE_CHARACTERS,
    lines,
    characters,
  };
}

function sizeOf({ blocks }: DiffPiece): { lines: number; characters: number } {
  const sides = { before: { lines: 0, characters: 0 }, after: { lines: 0, characters: 0 } };
  const add = (side: 'before' | 'after', lines: readonly string[]): void => {
    sides[side].lines += lines.length;
    for (const line of lines) sides[side].characters += line.length + 1;
  };
  for (const block of blocks) {
    if (block.kind === 'unknown') continue;
    add('before', block.kind === 'same' ? block.lines : block.removed);
    add('after', block.kind === 'same' ? block.lines : block.added);
  }
  return {
    lines: Math.max(sides.before.lines, sides.after.lines),
    characters: Math.max(sides.before.characters, sides.after.characters),
  };
}
