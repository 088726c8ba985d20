import { expect, it } from 'vitest';
import { diffBlocks } from './diff-block.ts';
import { sideRows, unifiedRows, type OpenedGaps, type UnifiedRow } from './diff-row.ts';

const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);
const changed = lines.with(19, 'changed').toSpliced(20, 0, 'and more');
const blocks = diffBlocks(lines.join('\n'), changed.join('\n'));

const short = (row: UnifiedRow): string =>
  row.kind === 'gap' ? `(${row.hidden})` : `${{ same: ' ', removed: '-', added: '+' }[row.side]}${row.text}`;
const unified = (opened: OpenedGaps = new Map()): string[] => unifiedRows(blocks, opened).map(short);

it('hides what is far from a change', () => {
  expect(unified()).toEqual([
    '(16)',
    ' line 17',
    ' line 18',
    ' line 19',
    '-line 20',
    '+changed',
    '+and more',
    ' line 21',
    ' line 22',
    ' line 23',
    '(17)',
  ]);
});

it('opens a gap from either end, and as a whole', () => {
  const opened = unified(new Map([['same-0', { top: 2, bottom: 1 }]]));
  expect(opened.slice(0, 4)).toEqual([' line 1', ' line 2', '(13)', ' line 16']);
  const all = unified(new Map([['same-0', { top: 0, bottom: 16 }]]));
  expect(all.filter((row) => row.startsWith('('))).toEqual(['(17)']);
});

it('stands lines that replace each other side by side', () => {
  const pairs = sideRows(blocks, new Map()).flatMap((row) =>
    row.kind === 'pair' ? [[row.left?.text, row.right?.text]] : [],
  );
  expect(pairs.slice(3, 5)).toEqual([
    ['line 20', 'changed'],
    [undefined, 'and more'],
  ]);
  expect(pairs[0]).toEqual(['line 17', 'line 17']);
});

it('numbers the lines of either side', () => {
  const after = unifiedRows(blocks, new Map()).flatMap((row) =>
    row.kind === 'gap' ? [] : [[row.before, row.after]],
  );
  expect(after.slice(2, 7)).toEqual([
    [18, 18],
    [19, null],
    [null, 19],
    [null, 20],
    [20, 21],
  ]);
});
