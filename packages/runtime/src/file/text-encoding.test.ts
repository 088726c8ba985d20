import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeText, encodeText } from './text-encoding.ts';

it('gives the same bytes again for whatever it takes for text', () => {
  const marks = fc.constantFrom([], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]);
  const body = fc.oneof(
    fc.uint8Array({ min: 0x20 }),
    fc.uint8Array(),
    fc.string().map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(marks, body, (mark, rest) => {
      const bytes = Buffer.from([...mark, ...rest]);
      const decoded = decodeText(bytes);
      if (decoded === undefined) return;
      const encoded = encodeText(decoded.text, decoded.encoding);
      expect(encoded.ok && encoded.bytes.equals(bytes)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['UTF-8', Buffer.from('héllo'), 'utf-8', 'héllo'],
  ['an empty file', Buffer.alloc(0), 'utf-8', ''],
  ['a mark alone', Buffer.from([0xff, 0xfe]), 'utf-16le', ''],
  ['windows-1252', Buffer.from([0x93, 0x68, 0xe9, 0x94]), 'windows-1252', '“hé”'],
])('knows %s', (_name, bytes, encoding, text) => {
  expect(decodeText(bytes)).toEqual({ encoding, text });
});

it.each([
  ['a NUL', Buffer.from('a\0b')],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
  ['half a code unit', Buffer.from([0xff, 0xfe, 0x61])],
  ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])],
  ['PDF', Buffer.from('%PDF-1.7\nplain')],
  ['gzip', Buffer.from([0x1f, 0x8b, 8, 1, 2, 3])],
])('takes %s for binary', (_name, bytes) => {
  expect(decodeText(bytes)).toBeUndefined();
});

it('takes text that begins like a signature for text', () => {
  expect(decodeText(Buffer.from('ID3 tags are'))?.encoding).toBe('utf-8');
});
