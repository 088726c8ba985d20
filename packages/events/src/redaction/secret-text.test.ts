import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskText, occurrences, SECRET_MARK, secretTexts } from './secret-text.ts';

/** Every character that belongs to an occurrence, found by looking everywhere. */
function hiddenBy(text: string, secrets: readonly string[]): boolean[] {
  const hidden = Array.from({ length: text.length }, () => false);
  for (const secret of secrets)
    for (let at = 0; at + secret.length <= text.length; at += 1)
      if (text.startsWith(secret, at)) hidden.fill(true, at, at + secret.length);
  return hidden;
}

it('finds every occurrence, also those that overlap', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b') });
  const secrets = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 6 }));
  fc.assert(
    fc.property(letters, secrets, (text, some) => {
      const found = occurrences(text, some);
      const hidden = Array.from({ length: text.length }, () => false);
      for (const { start, end } of found) hidden.fill(true, start, end);
      expect(hidden).toEqual(hiddenBy(text, some));
      for (const [index, { start, end }] of found.entries()) {
        expect(end).toBeGreaterThan(start);
        expect(start).toBeGreaterThan(found[index - 1]?.end ?? -1);
      }
    }),
  );
});

it('secrets and a text that repeat one letter do not fill the memory', () => {
  const secrets = secretTexts(Array.from({ length: 100 }, (_, index) => 'a'.repeat(index + 1)));
  expect(maskText('a'.repeat(1_000_000), secrets)).toBe(SECRET_MARK);
});
