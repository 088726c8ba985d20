import { expect, it } from 'vitest';
import { pastedFiles } from './pasted-files.ts';

const picture = new File([], 'image.png', { type: 'image/png' });

it.each([
  ['a picture of the screen', ['Files'], [picture]],
  ['a picture of a page, with its markup', ['text/html', 'Files'], [picture]],
  ['a file of a folder, with its name', ['text/plain', 'Files'], [picture]],
  ['cells of a sheet, which stay text', ['text/plain', 'text/html', 'Files'], []],
])('%s', (_name, types, taken) => {
  expect(pastedFiles({ files: [picture], types })).toEqual(taken);
});
