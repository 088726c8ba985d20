import { expect, it } from 'vitest';
import { diffLines, lineCount } from './diff-lines.ts';

it('counts lines of hunks, also those that look like a header', () => {
  const diff =
    '--- a\n+++ b\n@@ -1,2 +1,2 @@\n-- a list\n+++ a heading\n same\n\\ No newline at end of file\n@@ -9 +9 @@\n+more\n';
  expect(diffLines(diff)).toEqual({ added: 2, removed: 1 });
  expect(diffLines('')).toEqual({ added: 0, removed: 0 });
});

it('counts the lines of a text', () => {
  expect(['', 'a', 'a\n', 'a\nb', '\n\n'].map(lineCount)).toEqual([0, 1, 1, 2, 2]);
});
