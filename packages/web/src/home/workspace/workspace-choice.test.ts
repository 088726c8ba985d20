import { expect, it } from 'vitest';
import { parseWorkspace, workspaceBody, workspaceText, type WorkspaceChoice } from './workspace-choice.ts';

const CHOICES: WorkspaceChoice[] = [
  { kind: 'empty' },
  { kind: 'folder', path: '/home/me/shop' },
  { kind: 'repository', name: 'acme/shop', provider: 'gitlab', branch: null },
  { kind: 'repository', name: 'acme/shop', provider: 'github', branch: 'next' },
];

it.each(CHOICES)('is found again after a reload: %o', (choice) => {
  expect(parseWorkspace(JSON.parse(JSON.stringify(choice)))).toEqual(choice);
});

it.each([null, 7, 'folder', {}, { kind: 'folder', path: 'relative' }, { kind: 'folder', path: 3 }])(
  'what is no choice is the empty workspace: %o',
  (value) => {
    expect(parseWorkspace(value)).toEqual({ kind: 'empty' });
  },
);

it('a repository of a provider that nobody knows is none', () => {
  expect(parseWorkspace({ kind: 'repository', name: 'a/b', provider: 'other' })).toEqual({ kind: 'empty' });
});

it('is short in a chip', () => {
  expect(CHOICES.map(workspaceText)).toEqual(['Empty workspace', 'shop', 'acme/shop', 'acme/shop · next']);
  expect(workspaceText({ kind: 'folder', path: '/' })).toBe('/');
});

it('asks for what was chosen and nothing else', () => {
  expect(CHOICES.map(workspaceBody)).toEqual([
    {},
    { workspace: '/home/me/shop' },
    { repository: 'acme/shop', git_provider: 'gitlab' },
    { repository: 'acme/shop', git_provider: 'github', selected_branch: 'next' },
  ]);
});
