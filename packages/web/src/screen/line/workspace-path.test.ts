import { expect, test } from 'vitest';
import { workspacePath } from './workspace-path.ts';

test.each([
  ['/home/ada/app/src/a.ts', '/home/ada/app', 'src/a.ts'],
  ['/home/ada/app/src/a.ts', '/home/ada/app/', 'src/a.ts'],
  ['/home/ada/app', '/home/ada/app', '.'],
  ['/home/ada/apples/a.ts', '/home/ada/app', '/home/ada/apples/a.ts'],
  ['/etc/hosts', '/home/ada/app', '/etc/hosts'],
  ['src/a.ts', '/home/ada/app', 'src/a.ts'],
  ['/home/ada/app/a.ts', null, '/home/ada/app/a.ts'],
])('%s in %s is %s', (path, workspace, shown) => {
  expect(workspacePath(path, workspace)).toBe(shown);
});
