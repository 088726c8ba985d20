import { describe, expect, it } from 'vitest';
import {
  commandObservation,
  fileEditObservation,
  messageOf,
  runAction,
  type EventDraft,
} from '@capstan/protocol';
import { duration, eventLines } from './event-lines.ts';
import { excerpt, oneLine, plainText } from './plain-text.ts';

const lines = (draft: EventDraft): string[] =>
  eventLines(
    { ...draft, id: 1, timestamp: '2026-01-01T00:00:00.000Z', source: 'agent', message: messageOf(draft) },
    undefined,
  ).map((line) => line.text);

describe('plainText', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007text', 'text'],
    ['\u001b]52;c;c2VjcmV0\u001b\\text', 'text'],
    ['10%\r20%\r100%\ndone\r\n', '100%\ndone\n'],
    ['a\bc\u0000', 'ac'],
    ['tab\tand\nline', 'tab\tand\nline'],
    ['\u009b31mred', '31mred'],
    ['\u001bcreset', 'reset'],
    ['echo \u202esafe\u202c', 'echo safe'],
  ])('%j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });
});

describe('excerpt', () => {
  it('keeps the first and the last lines and says how many are left out', () => {
    const text = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
    expect(excerpt(text, 2, 1)).toEqual(['line 0', 'line 1', '… 17 more lines …', 'line 19']);
  });

  it('leaves short texts alone, without the empty line at their end', () => {
    expect(excerpt('a\nb\n', 1, 1)).toEqual(['a', 'b']);
  });
});

describe('eventLines', () => {
  it('shows a command with what the agent thought', () => {
    expect(lines(runAction({ command: 'ls\npwd', thought: 'Looking.' }))).toEqual([
      '',
      'Looking.',
      '$ ls',
      '  pwd',
    ]);
  });

  it.each([
    [0, '  ✓'],
    [3, '  ✗ exit 3'],
    [-1, '  … still running'],
  ])('shows exit code %i', (exit_code, expected) => {
    expect(lines(commandObservation('', { command: 'x', metadata: { exit_code } }))).toEqual([expected]);
  });

  it('shows what an edit changed', () => {
    const diff = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n';
    expect(lines(fileEditObservation('edited', { path: 'x', diff }))).toEqual([
      '  @@ -1 +1 @@',
      '  -old',
      '  +new',
    ]);
  });
});

it.each([
  [-5, '0ms'],
  [12, '12ms'],
  [1234, '1.2s'],
  [125_000, '2m5s'],
])('duration of %i ms', (milliseconds, expected) => {
  expect(duration(milliseconds)).toBe(expected);
});

it('oneLine never gets longer than asked', () => {
  expect(oneLine('a  b\n c', 80)).toBe('a b c');
  expect(oneLine('abcdef', 4)).toBe('abc…');
});
