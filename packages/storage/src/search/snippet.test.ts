import { expect, test } from 'vitest';
import { searchTerms } from './search-term.ts';
import { snippetOf } from './snippet.ts';

const snippet = (text: string, search: string): string => snippetOf(text, searchTerms(search));
const filler = 'lorem ipsum dolor sit amet '.repeat(20);

test('a short text is given whole, on one line', () => {
  expect(snippet('first\n\n  second\tline', 'sec')).toBe('first second line');
});

test.each([
  ['needle', 'a NEEDLE in the hay'],
  ['need', 'the needles'],
  ['nadel', 'eine Nädel'],
  ['file_edi', 'call file editor'],
])('%s is in the middle of its surroundings', (search, text) => {
  const line = snippet(`${filler}${text} ${filler}`, search);
  expect(line).toContain(text.split(' ').at(1));
  expect(line).toMatch(/^….*…$/);
  expect(line.length).toBeLessThan(210);
});

test('a term of several words is looked for as a whole', () => {
  expect(snippet(`file ${filler} the file editor`, 'file_editor')).toMatch(/the file editor$/);
});

test('a text without blanks is cut all the same', () => {
  const line = snippet(`${'x'.repeat(5_000)} 修复测试${'试'.repeat(5_000)}`, '修复');
  expect(line).toContain('修复测试');
  expect(line.length).toBeLessThan(260);
});

test('what is found nowhere shows the beginning', () => {
  expect(snippet('only this', 'that')).toBe('only this');
});
