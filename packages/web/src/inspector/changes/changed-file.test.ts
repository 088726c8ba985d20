import { expect, it } from 'vitest';
import { recordedLog } from '../../../test/support/recorded-log.ts';
import { screenOf, type EditEntry } from '../../screen/index.ts';
import { changedFiles } from './changed-file.ts';
import { editsByPath } from './edits-by-path.ts';
import { diffOfEdits, diffOfTexts } from './file-diff.ts';
import { withRenames } from './renames.ts';

const screen = screenOf(recordedLog('whole-task'));
const edits = editsByPath(screen.entries);
const { files: touched, directory } = screen;
const of = (path: string): readonly EditEntry[] => edits.get(path) ?? [];

it('without a repository knows what was edited', () => {
  const files = changedFiles({ git: null, touched, edits, directory });
  expect(files.map(({ path, status, source }) => [path, status, source])).toEqual([
    ['README.md', 'modified', 'log'],
    ['basket.py', 'modified', 'log'],
    ['test_discount.py', 'added', 'log'],
  ]);
});

it('joins what git lists with what the agent did, and keeps what git does not list', () => {
  const git = [
    { status: 'M', path: 'basket.py' },
    { status: 'D', path: 'gone.py' },
  ] as const;
  const files = changedFiles({ git, touched, edits, directory });
  expect(files.map(({ path, source, edits: { length } }) => [path, source, length > 0])).toEqual([
    ['basket.py', 'git', true],
    ['gone.py', 'git', false],
    ['README.md', 'unlisted', true],
    ['test_discount.py', 'unlisted', true],
  ]);
});

it('makes one diff of edits that follow from each other', () => {
  const readme = diffOfEdits(of('/workspace/README.md'));
  // It was changed and put back.
  expect(readme).toMatchObject({ added: 0, removed: 0 });
  expect(readme.pieces).toHaveLength(1);
  expect(diffOfEdits(of('/workspace/test_discount.py'))).toMatchObject({ added: 4, removed: 0 });
});

it('lets edits stand for themselves where something changed the file in between', () => {
  const [edit] = of('/workspace/basket.py');
  if (edit === undefined) throw new Error('The log has no such edit');
  const later = { ...edit, id: 99, before: 'something else\n', after: 'something new\n' };
  expect(diffOfEdits([edit, later]).pieces.map((piece) => piece.edit)).toEqual([edit.id, 99]);
});

it('says when there is too much', () => {
  expect(diffOfTexts('', 'x\n'.repeat(5_001)).isLarge).toBe(true);
  expect(diffOfTexts('', 'x'.repeat(600 * 1024)).isLarge).toBe(true);
  expect(diffOfTexts('a\n'.repeat(4_000), 'b\n'.repeat(4_000)).isLarge).toBe(false);
});

it('sees that a file was renamed', () => {
  const git = [
    { status: 'A', path: 'new.txt' },
    { status: 'D', path: 'old.txt' },
    { status: 'D', path: 'other.txt' },
  ] as const;
  const sides = new Map([
    ['new.txt', { original: '', modified: 'a\nb\nc\nd\n' }],
    ['old.txt', { original: 'a\nb\nc\n', modified: '' }],
    ['other.txt', { original: 'x\n', modified: '' }],
  ]);
  const files = changedFiles({ git, touched: [], edits: new Map(), directory });
  const renamed = withRenames(files, (path) => sides.get(path));
  expect(renamed.map(({ path, was, status }) => [path, was, status])).toEqual([
    ['new.txt', 'old.txt', 'renamed'],
    ['other.txt', null, 'deleted'],
  ]);
  expect(withRenames(files, () => undefined)).toEqual(files);
});
