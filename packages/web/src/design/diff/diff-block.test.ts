import { expect, it } from 'vitest';
import { countLines, diffBlocks, NO_BREAK } from './diff-block.ts';
import { blocksOfUnifiedText } from './unified-text.ts';

it('keeps what is the same around what changed', () => {
  expect(diffBlocks('a\nb\nc\n', 'a\nx\ny\nc\n')).toEqual([
    { kind: 'same', before: 0, after: 0, lines: ['a'] },
    { kind: 'change', before: 1, after: 1, removed: ['b'], added: ['x', 'y'] },
    { kind: 'same', before: 2, after: 3, lines: ['c'] },
  ]);
});

it('has all lines of a new and of a deleted file', () => {
  expect(countLines(diffBlocks('', 'a\nb\n'))).toEqual({ added: 2, removed: 0 });
  expect(countLines(diffBlocks('a\nb\n', ''))).toEqual({ added: 0, removed: 2 });
});

it('tells a break at the end from none', () => {
  expect(diffBlocks('a', 'a\n')).toEqual([
    { kind: 'change', before: 0, after: 0, removed: [`a${NO_BREAK}`], added: ['a'] },
  ]);
});

it('reads a unified diff as what it compares', () => {
  const text = [
    '--- a/file',
    '+++ b/file',
    '@@ -1,2 +1,2 @@',
    ' a',
    '-b',
    '+x',
    '@@ -10 +10,2 @@ function',
    ' j',
    '+k',
    '\\ No newline at end of file',
    '',
  ].join('\n');
  expect(blocksOfUnifiedText(text)).toEqual([
    { kind: 'same', before: 0, after: 0, lines: ['a'] },
    { kind: 'change', before: 1, after: 1, removed: ['b'], added: ['x'] },
    { kind: 'unknown', before: 2, after: 2, count: 7 },
    { kind: 'same', before: 9, after: 9, lines: ['j'] },
    { kind: 'change', before: 10, after: 10, removed: [], added: [`k${NO_BREAK}`] },
  ]);
});

it('reads the unified diff of a new file', () => {
  expect(blocksOfUnifiedText('--- /dev/null\n+++ /x\n@@ -0,0 +1,2 @@\n+a\n++b\n')).toEqual([
    { kind: 'change', before: 0, after: 0, removed: [], added: ['a', '+b'] },
  ]);
});
