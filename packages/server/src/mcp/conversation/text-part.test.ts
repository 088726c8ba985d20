import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { textPart } from './text-part.ts';

it('the parts of a text are the whole of it, none is too long, and no character is cut in two', () => {
  const unit = fc.constantFrom('a', ' ', 'é', '🛞', '𝒳');
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 2, max: 9 }), (units, length) => {
      const whole = units.join('');
      const parts: string[] = [];
      for (let from: number | undefined = 0; from !== undefined;) {
        const part = textPart(whole, from, length);
        parts.push(part.text);
        from = part.next;
      }
      expect(parts.join('')).toBe(whole);
      expect(parts.filter((part) => part.length > length || !part.isWellFormed())).toEqual([]);
    }),
  );
});

it('a place inside a character is taken for its beginning, one after the end for the end', () => {
  expect(textPart('a🛞b', 2, 2)).toEqual({ text: '🛞', next: 3 });
  expect(textPart('a🛞b', 9, 2)).toEqual({ text: '', next: undefined });
});
