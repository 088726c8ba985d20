import { expect, it } from 'vitest';
import { fileName } from './save-file.ts';

it.each([
  ['Fix the build!', 'fix-the-build'],
  ['../../etc/passwd', 'etc-passwd'],
  ['Größe prüfen', 'größe-prüfen'],
  ['???', 'conversation'],
])('%s is saved as %s', (title, name) => {
  expect(fileName(title)).toBe(name);
});
