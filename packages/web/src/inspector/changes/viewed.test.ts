import { expect, it } from 'vitest';
import { diffOfTexts } from './file-diff.ts';
import { changesMark } from './viewed.ts';

it('the mark of the same changes is the same, and of others another', () => {
  const mark = changesMark(diffOfTexts('a\nb\n', 'a\nc\n'));
  expect(changesMark(diffOfTexts('a\nb\n', 'a\nc\n'))).toBe(mark);
  expect(changesMark(diffOfTexts('a\nb\n', 'a\nd\n'))).not.toBe(mark);
  expect(changesMark(diffOfTexts('b\n', 'c\n'))).not.toBe(mark);
});
