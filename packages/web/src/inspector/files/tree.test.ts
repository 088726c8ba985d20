import { expect, it } from 'vitest';
import { treeMove, typedAhead } from './tree-keys.ts';
import { foldersAbove, foldersToAsk, treeRows, type Folder } from './tree-rows.ts';

const ready = (...paths: string[]): Folder => ({ state: 'ready', paths });
const folders = new Map<string, Folder>([
  ['', ready('docs/', 'src/', 'README.md')],
  ['src/', ready('src/deep/', 'src/basket.ts', 'src/begin.ts')],
  ['src/deep/', ready('src/deep/file.json')],
  ['docs/', { state: 'loading' }],
]);
const rowsOf = (expanded: string[], filter = '') =>
  treeRows({ folders, expanded: new Set(expanded), filter });
const paths = (expanded: string[], filter = '') => rowsOf(expanded, filter).map(({ path }) => path);

it('shows what is in open folders', () => {
  expect(paths([])).toEqual(['docs/', 'src/', 'README.md']);
  expect(paths(['src/'])).toEqual([
    'docs/',
    'src/',
    'src/deep/',
    'src/basket.ts',
    'src/begin.ts',
    'README.md',
  ]);
  expect(rowsOf(['src/'])[2]).toMatchObject({
    name: 'deep',
    level: 2,
    position: 1,
    siblings: 3,
    kind: 'folder',
  });
});

it('says of a folder that it is on its way', () => {
  expect(rowsOf(['docs/'])[0]).toMatchObject({ path: 'docs/', folder: { state: 'loading' } });
});

it('filters by path and keeps the folders above', () => {
  expect(paths([], 'JSON')).toEqual(['src/', 'src/deep/', 'src/deep/file.json']);
  expect(paths([], 'nothing')).toEqual([]);
});

it('asks for open folders, and for all as far as it may', () => {
  const pathsOf = (folder: string) => {
    const known = folders.get(folder);
    return known?.state === 'ready' ? known.paths : undefined;
  };
  const options = { all: false, most: 10 };
  expect(foldersToAsk(pathsOf, { ...options, expanded: new Set(['src/', 'gone/']) })).toEqual(['', 'src/']);
  const all = { all: true, expanded: new Set<string>() };
  expect(foldersToAsk(pathsOf, { ...all, most: 10 })).toEqual(['', 'docs/', 'src/', 'src/deep/']);
  expect(foldersToAsk(pathsOf, { ...all, most: 2 })).toEqual(['', 'docs/']);
});

it('names the folders above a path', () => {
  expect(foldersAbove('src/deep/file.json')).toEqual(['src/', 'src/deep/']);
  expect(foldersAbove('src/deep/')).toEqual(['src/']);
  expect(foldersAbove('README.md')).toEqual([]);
});

it.for([
  ['ArrowDown', 'src/', { type: 'focus', path: 'src/deep/' }],
  ['ArrowUp', 'docs/', null],
  ['End', 'docs/', { type: 'focus', path: 'README.md' }],
  ['Home', 'README.md', { type: 'focus', path: 'docs/' }],
  ['ArrowRight', 'src/', { type: 'focus', path: 'src/deep/' }],
  ['ArrowRight', 'src/deep/', { type: 'expand', paths: ['src/deep/'] }],
  ['ArrowRight', 'README.md', null],
  ['ArrowLeft', 'src/', { type: 'collapse', paths: ['src/'] }],
  ['ArrowLeft', 'src/begin.ts', { type: 'focus', path: 'src/' }],
  ['ArrowLeft', 'README.md', null],
  ['Enter', 'README.md', { type: 'open', path: 'README.md' }],
  [' ', 'src/', { type: 'collapse', paths: ['src/'] }],
  ['*', 'README.md', { type: 'expand', paths: ['docs/'] }],
  ['*', 'src/basket.ts', { type: 'expand', paths: ['src/deep/'] }],
  ['x', 'README.md', null],
] as const)('%s on %s', ([key, focused, move]) => {
  expect(treeMove(rowsOf(['src/']), focused, key)).toEqual(move);
});

it('finds by the letters that are typed', () => {
  const rows = rowsOf(['src/']);
  expect(typedAhead(rows, 'src/basket.ts', 'b')).toBe('src/begin.ts');
  expect(typedAhead(rows, 'src/begin.ts', 'b')).toBe('src/basket.ts');
  expect(typedAhead(rows, 'src/begin.ts', 'be')).toBe('src/begin.ts');
  expect(typedAhead(rows, null, 'r')).toBe('README.md');
  expect(typedAhead(rows, null, 'x')).toBeNull();
});
