import { expect, test } from 'vitest';
import { numberedContent } from './numbered-content.ts';

test('the numbers that a runtime puts before lines are told from the lines', () => {
  const content =
    "Here's the result of running `cat -n` on /a.py:\n     9\tdef f():\n    10\t\n    11\t\treturn 1\n";
  expect(numberedContent(content)).toEqual({ text: 'def f():\n\n\treturn 1', startLine: 9 });
});

test('what is no such text stays as it is', () => {
  expect(numberedContent('a\nb')).toBeNull();
  expect(numberedContent('')).toBeNull();
  expect(numberedContent('1\ta\n3\tb')).toBeNull();
  expect(numberedContent('1\ta\nsee above')).toBeNull();
});
