import type { DiffBlock } from './diff-block.ts';
import { wordMarks, type Mark, type WordMarks } from './word-marks.ts';

export interface DiffLine {
  side: 'same' | 'removed' | 'added';
  /** Numbers from 0; null on the side where the line is not. */
  before: number | null;
  after: number | null;
  text: string;
  /** Parts that are not on the other side. */
  marks: readonly Mark[];
}

export interface DiffGap {
  kind: 'gap';
  /** By which it is opened. */
  id: string;
  /** Lines that are not shown. */
  hidden: number;
  /** Whether the lines are there to be shown. */
  canOpen: boolean;
}

/** Left and right are the same object where nothing changed; one of them is null where the other side has no such line. */
export interface DiffPair {
  kind: 'pair';
  left: DiffLine | null;
  right: DiffLine | null;
}

export type UnifiedRow = ({ kind: 'line' } & DiffLine) | DiffGap;
export type SideRow = DiffPair | DiffGap;

/** By gap, how many lines are shown at its beginning and at its end. */
export type OpenedGaps = ReadonlyMap<string, { top: number; bottom: number }>;

/** Lines that stay in view around a change. */
const CONTEXT = 3;
/** A gap of fewer lines than this is not worth its own row. */
const LEAST_HIDDEN = 3;
const NO_MARKS: readonly Mark[] = [];

export function unifiedRows(blocks: readonly DiffBlock[], opened: OpenedGaps): UnifiedRow[] {
  return sectionsOf(blocks, opened).flatMap((section): UnifiedRow[] => {
    if (section.kind === 'gap') return [section];
    if (section.kind === 'same') return section.lines.map((line) => ({ kind: 'line', ...line }));
    return [...section.removed, ...section.added].map((line) => ({ kind: 'line', ...line }));
  });
}

export function sideRows(blocks: readonly DiffBlock[], opened: OpenedGaps): SideRow[] {
  return sectionsOf(blocks, opened).flatMap((section): SideRow[] => {
    if (section.kind === 'gap') return [section];
    if (section.kind === 'same') {
      return section.lines.map((line) => ({ kind: 'pair', left: line, right: line }));
    }
    const { removed, added } = section;
    return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => ({
      kind: 'pair',
      left: removed[index] ?? null,
      right: added[index] ?? null,
    }));
  });
}

type Section =
  | DiffGap
  | { kind: 'same'; lines: readonly DiffLine[] }
  | { kind: 'change'; removed: readonly DiffLine[]; added: readonly DiffLine[] };

function sectionsOf(blocks: readonly DiffBlock[], opened: OpenedGaps): Section[] {
  return blocks.flatMap((block, index): Section[] => {
    switch (block.kind) {
      case 'unknown': {
        const id = `unknown-${block.before}`;
        return [{ kind: 'gap', id, hidden: block.count, canOpen: false }];
      }
      case 'change':
        return [changeSection(block)];
      case 'same': {
        const edges = { first: index === 0, last: index === blocks.length - 1 };
        return sameSections(block, edges, opened);
      }
    }
  });
}

function changeSection({ before, after, removed, added }: Extract<DiffBlock, { kind: 'change' }>): Section {
  const marks = wordMarks(removed, added) ?? marksOfPairs(removed, added);
  return {
    kind: 'change',
    removed: removed.map((text, index) => ({
      side: 'removed',
      before: before + index,
      after: null,
      text,
      marks: marks.removed[index] ?? NO_MARKS,
    })),
    added: added.map((text, index) => ({
      side: 'added',
      before: null,
      after: after + index,
      text,
      marks: marks.added[index] ?? NO_MARKS,
    })),
  };
}

/** Where the whole is too different, lines that stand for each other by their place may still be alike. */
function marksOfPairs(removed: readonly string[], added: readonly string[]): WordMarks {
  const pairs = removed.map((line, index) => {
    const other = added[index];
    return other === undefined ? null : wordMarks([line], [other]);
  });
  return {
    removed: pairs.map((pair) => pair?.removed[0] ?? NO_MARKS),
    added: pairs.map((pair) => pair?.added[0] ?? NO_MARKS),
  };
}

function sameSections(
  { before, after, lines }: Extract<DiffBlock, { kind: 'same' }>,
  edges: { first: boolean; last: boolean },
  opened: OpenedGaps,
): Section[] {
  const id = `same-${before}`;
  const more = opened.get(id) ?? { top: 0, bottom: 0 };
  const top = (edges.first ? 0 : CONTEXT) + more.top;
  const bottom = (edges.last ? 0 : CONTEXT) + more.bottom;
  const part = (from: number, to: number): Section => ({
    kind: 'same',
    lines: lines.slice(from, to).map((text, index) => ({
      side: 'same',
      before: before + from + index,
      after: after + from + index,
      text,
      marks: NO_MARKS,
    })),
  });
  const hidden = lines.length - top - bottom;
  if (hidden < LEAST_HIDDEN) return [part(0, lines.length)];
  return [
    part(0, top),
    { kind: 'gap', id, hidden, canOpen: true },
    part(lines.length - bottom, lines.length),
  ];
}
