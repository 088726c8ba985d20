import { expect, it } from 'vitest';
import { inWorkspace, splitPath, workspaceRoot } from './workspace-path.ts';

it('knows the workspace of a sandbox', () => {
  expect(workspaceRoot(['/workspace/a/b.ts'], [])).toBe('/workspace');
});

it('finds another one by what both name', () => {
  expect(workspaceRoot(['/home/ada/shop/src/a.ts'], ['README.md', 'src/a.ts'])).toBe('/home/ada/shop');
  expect(workspaceRoot(['/home/ada/shop/src/a.ts'], ['b.ts'])).toBeNull();
});

it('names paths as the workspace does', () => {
  expect(inWorkspace('/workspace/a.ts', null)).toBe('a.ts');
  expect(inWorkspace('/home/ada/shop/a.ts', '/home/ada/shop')).toBe('a.ts');
  expect(inWorkspace('/etc/passwd', '/home/ada')).toBe('/etc/passwd');
  expect(inWorkspace('./a.ts', null)).toBe('a.ts');
});

it('splits a path', () => {
  expect(splitPath('src/a.ts')).toEqual({ folder: 'src/', name: 'a.ts' });
  expect(splitPath('src/deep/')).toEqual({ folder: 'src/', name: 'deep/' });
  expect(splitPath('a.ts')).toEqual({ folder: '', name: 'a.ts' });
});
