import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { OutputDirectory, OutputFile } from './output-file.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-output-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a file takes what fits and says that there was more', () => {
  const directory = new OutputDirectory(emptyFolder(), 10, 5);
  const file = directory.open(7);
  file.push(Buffer.from('0123456'));
  file.push(Buffer.from('789abc'));
  file.push(Buffer.from('def'));
  file.close();
  expect(readFileSync(file.path, 'utf8')).toBe('0123456789');
  expect(file.info()).toEqual({ path: file.path, firstByte: 7, bytes: 10, complete: false });
});

test('the oldest file goes when there are too many', () => {
  const folder = emptyFolder();
  const directory = new OutputDirectory(folder, 10, 2);
  const files = [1, 2, 3].map(() => directory.open(0));
  for (const file of files) file.close();
  expect(files.map(({ path }) => existsSync(path))).toEqual([false, true, true]);
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a file that cannot be written ends the spilling and nothing else', () => {
  const file = new OutputFile('/dev/null/none/file', 0, 10);
  file.push(Buffer.from('abc'));
  file.close();
  expect(file.info()).toMatchObject({ bytes: 0, complete: false });
  const full = new OutputFile('/dev/full', 0, 10);
  full.push(Buffer.from('abc'));
  full.close();
  expect(full.info()).toMatchObject({ bytes: 0, complete: false });
});
