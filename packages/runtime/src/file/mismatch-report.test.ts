import { expect, it } from 'vitest';
import { mismatchReport } from './mismatch-report.ts';

const file =
  'import x\n\nfunction one() {\n\tconst a = 1;\n\treturn a;\n}\n\nfunction two() {\n  return 2;   \n}\n';

it('shows tabs against spaces', () => {
  const report = mismatchReport(file, 'function one() {\n    const a = 1;\n    return a;\n}');
  expect(report).toBe(
    'The closest text is at lines 3-6 (2 of 4 lines are the same). First difference at line 4, column 1: ' +
      'the indentation is 1 tab in the file, 4 spaces in old_str.\n' +
      '  in the file: →const a = 1;\n  in old_str:  ····const a = 1;\n' +
      '(→ stands for a tab, · for a blank at an end of the line, ⍽ for a no-break space)',
  );
});

it('shows blanks at the end of a line', () => {
  const report = mismatchReport(file, 'function two() {\n  return 2;\n}');
  expect(report).toContain('line 9');
  expect(report).toContain('the line ends with 3 spaces in the file, nothing in old_str');
  expect(report).toContain('in the file: ··return 2;···\n');
});

it('shows where a line differs', () => {
  const report = mismatchReport(file, 'function one() {\n\tconst a = 2;\n\treturn a;\n}');
  expect(report).toContain('First difference at line 4, column 12: the text differs');
});

it('finds a single line that is only alike', () => {
  expect(mismatchReport(file, 'function onne() {')).toContain(
    'at line 3. First difference at line 3, column 12',
  );
  expect(mismatchReport(file, 'Function one() {')).toContain('upper and lower case differ');
});

it('compares a part of a line with the line that is most like it', () => {
  const text = Array.from({ length: 30 }, (_, n) => `    const value${n} = compute(${n}, "text");\n`).join(
    '',
  );
  const report = mismatchReport(text, 'const value21 = computed(21, "text");');
  expect(report).toContain('at line 22. First difference at line 22, column 28: the text differs');
});

it('names characters that only look the same', () => {
  const report = mismatchReport('say “hello there” now\n', 'say "hello there" now');
  expect(report).toContain('column 5: the file has U+201C, old_str has U+0022');
});

it('says that the file ends', () => {
  expect(mismatchReport('alpha\nbeta', 'alpha\nbeta\ngamma')).toContain(
    'The file ends after line 2, old_str goes on with:\ngamma',
  );
});

it('says when nothing is alike', () => {
  expect(mismatchReport(file, 'zzzzzz')).toBe('Nothing in the file resembles it.');
  expect(mismatchReport('', 'x')).toBe('Nothing in the file resembles it.');
});

it('stays short for long lines', () => {
  const long = 'abc '.repeat(5000);
  expect(mismatchReport(`${long}x\n`, `${long}y`).length).toBeLessThan(2000);
});
