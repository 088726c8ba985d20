import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOfStreamProtocol, streamKeyProtocol } from './stream-key.ts';

test('any key becomes a token that HTTP allows, and comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (key) => {
      const protocol = streamKeyProtocol(key);
      expect(protocol).toMatch(/^[A-Za-z0-9._-]+$/);
      expect(keyOfStreamProtocol(protocol)).toBe(key);
    }),
  );
});

test.each(['capstan', 'capstan.key.%', 'capstan.key._w', ''])('%j holds no key', (protocol) => {
  expect(keyOfStreamProtocol(protocol)).toBeUndefined();
});
