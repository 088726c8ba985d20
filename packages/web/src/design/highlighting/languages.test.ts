import { expect, test } from 'vitest';
import { languageNamed, languageOfPath } from './languages.ts';

test('a language is known by its name, by other names, and in any case', () => {
  expect(languageNamed('python')).toBe('python');
  expect(languageNamed('Bash')).toBe('shellscript');
  expect(languageNamed('klingon')).toBeNull();
});

test('names of every object are no languages', () => {
  expect(languageNamed('constructor')).toBeNull();
  expect(languageNamed('__proto__')).toBeNull();
});

test('a file has the language of its ending, or of its name where it has none', () => {
  expect(languageOfPath('/workspace/src/app.test.ts')).toBe('typescript');
  expect(languageOfPath('/workspace/Dockerfile')).toBe('docker');
  expect(languageOfPath('/some.py/notes')).toBeNull();
  expect(languageOfPath('')).toBeNull();
});
