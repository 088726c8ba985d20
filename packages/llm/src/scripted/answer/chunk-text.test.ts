import fc from 'fast-check';
import { expect, test } from 'vitest';

import { chunkText } from './chunk-text.ts';

test('pieces make up the text, and none ends inside a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 9 }), (text, size) => {
      const pieces = chunkText(text, size);
      expect(pieces.join('')).toBe(text);
      for (const piece of pieces) {
        expect(piece).not.toBe('');
        expect(piece.isWellFormed()).toBe(true);
      }
    }),
  );
});
