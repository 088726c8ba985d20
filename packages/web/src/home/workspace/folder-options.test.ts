import { expect, it } from 'vitest';
import { folderOptions } from './folder-options.ts';

const folder = (name: string, isGit = false) => ({ name, path: `/home/me/${name}`, is_git: isGit });
const home = {
  path: '/home/me',
  parent: '/home',
  folders: [folder('.config'), folder('api'), folder('my-api'), folder('shop', true)],
};
const texts = (typed: string): string[] => folderOptions(home, typed).map(({ text }) => text);

it('leads up and down, and marks repositories', () => {
  expect(texts('')).toEqual(['..', 'api', 'my-api', 'shop']);
  expect(folderOptions(home, 'shop')).toEqual([
    { id: '/home/me/shop', text: 'shop', icon: 'branch', note: 'repository' },
  ]);
});

it('the root leads nowhere up', () => {
  expect(folderOptions({ ...home, parent: null }, '')[0]?.text).toBe('api');
});

it('is narrowed by what is typed, those that begin with it first', () => {
  expect(texts('API')).toEqual(['api', 'my-api']);
  expect(texts('.')).toEqual(['.config']);
});

it('a path that is typed does not hide what is in it', () => {
  expect(texts('/home/me/')).toEqual(['..', 'api', 'my-api', 'shop']);
  expect(texts('/home/me')).toEqual(['..', 'api', 'my-api', 'shop']);
});
