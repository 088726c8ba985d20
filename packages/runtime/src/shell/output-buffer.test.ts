import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutputBuffer } from './output-buffer.ts';

const cut = (bytes: Buffer, at: number[]): Buffer[] => {
  const borders = [
    0,
    ...at.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b),
    bytes.length,
  ];
  return borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
};

test('output below the cap comes back whole, however it is cut and whenever it is looked at', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.nat()),
      fc.array(fc.boolean()),
      (text, at, looks) => {
        const buffer = new OutputBuffer(1_000_000);
        let seen = '';
        for (const [index, chunk] of cut(Buffer.from(text), at).entries()) {
          buffer.push(Buffer.from(chunk));
          if (looks[index]) seen += buffer.take(false).head;
        }
        const last = buffer.take(true);
        expect(seen + last.head).toBe(text);
        expect(last).toMatchObject({ tail: '', omittedBytes: 0 });
      },
    ),
  );
});

test('output above the cap keeps first and last bytes and counts the rest', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 30 }), fc.array(fc.nat()), (text, at) => {
      const bytes = Buffer.from(text);
      const buffer = new OutputBuffer(16);
      for (const chunk of cut(bytes, at)) buffer.push(Buffer.from(chunk));
      const { head, tail, totalBytes, omittedBytes } = buffer.take(true);
      expect(totalBytes).toBe(bytes.length);
      expect(omittedBytes).toBe(bytes.length - Buffer.byteLength(head) - Buffer.byteLength(tail));
      expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
      // At most a cut character short of the halves.
      expect(Buffer.byteLength(head)).toBeGreaterThan(8 - 4);
      expect(Buffer.byteLength(tail)).toBeGreaterThan(8 - 4);
      expect(buffer.take(true)).toEqual({ head: '', tail: '', totalBytes: 0, omittedBytes: 0 });
    }),
  );
});

test('a buffer that was full works again after a look', () => {
  const buffer = new OutputBuffer(16);
  buffer.push(Buffer.from('a'.repeat(100)));
  buffer.take(false);
  buffer.push(Buffer.from('0123456789'));
  buffer.push(Buffer.from('abcdef'));
  expect(buffer.take(false)).toMatchObject({ head: '0123456789abcdef', tail: '', omittedBytes: 0 });
});
