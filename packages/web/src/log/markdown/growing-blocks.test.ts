import { expect, test, vi } from 'vitest';
import { growingBlocks } from './growing-blocks.ts';

const paragraphs = (text: string): string[] => text.split(/(?<=\n\n)/).filter((part) => part !== '');

test('only the end of a text that grows is split again', () => {
  const split = vi.fn<(text: string) => string[]>(paragraphs);
  const blocks = growingBlocks(split);
  expect(blocks('a\n\nb\n\nc\n\nd')).toEqual(['a\n\n', 'b\n\n', 'c\n\n', 'd']);
  expect(blocks('a\n\nb\n\nc\n\nde')).toEqual(['a\n\n', 'b\n\n', 'c\n\n', 'de']);
  expect(split).toHaveBeenLastCalledWith('c\n\nde');
  expect(blocks('a\n\nb\n\nc\n\nde\n\nf')).toEqual(['a\n\n', 'b\n\n', 'c\n\n', 'de\n\n', 'f']);
});

test('another text begins anew', () => {
  const blocks = growingBlocks(paragraphs);
  blocks('a\n\nb\n\nc\n\nd');
  expect(blocks('x\n\ny')).toEqual(['x\n\n', 'y']);
  expect(blocks('')).toEqual([]);
});

test('parts that do not make up the text are not built upon', () => {
  const blocks = growingBlocks((text) => text.split(' '));
  expect(blocks('a b c d')).toEqual(['a', 'b', 'c', 'd']);
  expect(blocks('a b c d e')).toEqual(['a', 'b', 'c', 'd', 'e']);
});
