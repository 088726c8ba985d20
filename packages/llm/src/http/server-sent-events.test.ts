import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ServerSentEvents } from './server-sent-events.ts';

function read(bytes: Uint8Array, cuts: readonly number[]): string[] {
  const seen: string[] = [];
  const events = new ServerSentEvents((data) => seen.push(data));
  let from = 0;
  for (const cut of [...cuts].toSorted((a, b) => a - b)) {
    events.push(bytes.subarray(from, Math.max(from, cut)));
    from = Math.max(from, cut);
  }
  events.push(bytes.subarray(from));
  events.end();
  return seen;
}

it('finds the same events wherever the stream is cut', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/[\r\n]/g, ' '));
  const events = fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
  const cuts = fc.array(fc.nat(400), { maxLength: 20 });
  fc.assert(
    fc.property(events, fc.constantFrom('\n', '\r\n'), cuts, (sent, newline, where) => {
      const wire = sent
        .map(
          (lines) =>
            `: comment${newline}event: x${newline}${lines.map((text) => `data: ${text}${newline}`).join('')}${newline}`,
        )
        .join('');
      expect(read(Buffer.from(wire), where)).toEqual(sent.map((lines) => lines.join('\n')));
    }),
  );
});

it('delivers a last event that is not closed by a blank line', () => {
  expect(read(Buffer.from('data: one\n\ndata:two'), [])).toEqual(['one', 'two']);
});

it('gives up on an event without an end', () => {
  const events = new ServerSentEvents(() => undefined);
  const block = Buffer.alloc(8 * 1024 * 1024, 'x');
  expect(() => {
    for (let sent = 0; sent < 6; sent++) events.push(block);
  }).toThrow(RangeError);
});
