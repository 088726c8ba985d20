import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartDecoder, partHeader, type Part } from './part.ts';

const body = fc.uint8Array({ maxLength: 300 });
const sent = fc.oneof(
  fc.constant<Part>({ type: 'end' }),
  body.map((bytes): Part => ({ type: 'data', bytes })),
  fc.string().map((text): Part => ({ type: 'answer', text })),
);

function encoded(part: Part): Buffer {
  const bytes = part.type === 'end' ? '' : part.type === 'data' ? Buffer.from(part.bytes) : part.text;
  const buffer = Buffer.from(bytes);
  return Buffer.concat([partHeader(part.type, buffer.length), buffer]);
}

/** Pieces of data that follow each other as one: where they were cut means nothing. */
function joined(parts: Part[]): Part[] {
  const whole: Part[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (part.type === 'data' && last?.type === 'data') {
      last.bytes = new Uint8Array([...last.bytes, ...part.bytes]);
    } else if (part.type === 'data') {
      if (part.bytes.length > 0) whole.push({ type: 'data', bytes: new Uint8Array(part.bytes) });
    } else whole.push(part);
  }
  return whole;
}

describe('parts of a connection', () => {
  it('come out as they went in, however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(sent), fc.array(fc.integer({ min: 1, max: 50 })), (parts, cuts) => {
        let rest = Buffer.concat(parts.map(encoded));
        const decoder = new PartDecoder();
        const received: Part[] = [];
        for (const cut of cuts) {
          received.push(...decoder.push(rest.subarray(0, cut)));
          rest = rest.subarray(cut);
        }
        received.push(...decoder.push(rest));
        expect(joined(received)).toEqual(joined(parts));
      }),
    );
  });

  it('are refused when they are too long or of no known type', () => {
    expect(() => partHeader('data', 2 ** 23)).toThrow(RangeError);
    const tooLong = Buffer.from([1, 0xff, 0xff, 0xff, 0xff]);
    expect(() => [...new PartDecoder().push(tooLong)]).toThrow(RangeError);
    expect(() => [...new PartDecoder().push(Buffer.from([9, 0, 0, 0, 0]))]).toThrow(RangeError);
  });
});
