import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOfWords, wordsIn } from './word.ts';

const words = (text: string): string[] => Array.from(wordsIn(text), ({ word }) => word);

test.each([
  ['Hello, world-2!', ['HELLO', 'WORLD', '2']],
  ['file_editor.ts', ['FILE', 'EDITOR', 'TS']],
  ['Café Ångström Straße', ['CAFE', 'ANGSTROM', 'STRASSE']],
  ['cafe\u0301', ['CAFE']],
  ['ΟΔΟΣ οδος', ['ΟΔΟΣ', 'ΟΔΟΣ']],
  ['ﬁn Ｗｉｄｅ', ['FIN', 'WIDE']],
  ['修复 test测试', ['修', '复', 'TEST', '测', '试']],
  ['🚀 — "*" \0', []],
  ['', []],
])('%j', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('a word is found by its beginning however it is written', () => {
  const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(texts, fc.nat({ max: 20 }), (text, length) => {
      const whole = words(text)[0] ?? '';
      const beginning = words(Array.from(text.trimStart()).slice(0, length).join(''))[0] ?? '';
      const [first] = wordsIn(text);
      // Only what begins with a word can be cut within its first word.
      if (first?.start === 0) expect(whole.startsWith(beginning)).toBe(true);
      expect(words(text.toLowerCase().normalize('NFD')).join('')).toBe(words(text).join(''));
    }),
  );
});

test('no text gives a word of anything but letters and digits, and each says where it stands', () => {
  const lettersAndDigits = /^[\p{L}\p{N}]+$/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const { word, start, end } of wordsIn(text)) {
        expect(word).toMatch(lettersAndDigits);
        expect(words(text.slice(start, end))).toContain(word);
      }
    }),
  );
});

test('the quick way gives the same words', () => {
  const same = (text: string): void => {
    expect(
      textOfWords(text)
        .split('\n')
        .filter((word) => word !== ''),
    ).toEqual(words(text));
  };
  same(`${'x'.repeat(100)} ${'é'.repeat(100)} a㋐b x™ ½ﷺ`);
  same('y'.repeat(100));
  for (const unit of ['binary', 'binary-ascii', 'grapheme'] as const) {
    fc.assert(fc.property(fc.string({ unit, maxLength: 30 }), same));
  }
});

test('of a very long word the beginning counts', () => {
  expect(words('x'.repeat(1_000))).toEqual(['X'.repeat(64)]);
  expect(words('𝐱'.repeat(10) + 'é'.repeat(1_000))).toEqual(['X'.repeat(10) + 'E'.repeat(54)]);
});
