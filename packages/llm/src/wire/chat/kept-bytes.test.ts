import { expect, it } from 'vitest';
import { KeptBytes } from './kept-bytes.ts';

const room = (bytes: KeptBytes): number => bytes.view().buffer.byteLength;

it('leaves what it handed out as it was, when it is cut and written on', () => {
  const bytes = new KeptBytes();
  bytes.append('wär’s so');
  const view = bytes.view();
  bytes.cut(1);
  bytes.append('ould');
  expect(Buffer.from(view).toString()).toBe('wär’s so');
  expect(Buffer.from(bytes.view()).toString()).toBe('would');
});

it('gives back the room of a text that is no longer needed', () => {
  const bytes = new KeptBytes();
  bytes.append('short');
  const { length } = bytes;
  bytes.append('x'.repeat(1_000_000));
  expect(room(bytes)).toBeLessThan(2_000_000);
  bytes.cut(length);
  expect(room(bytes)).toBe(4096);
  expect(Buffer.from(bytes.view()).toString()).toBe('short');
});

it('counts characters of three bytes when room is short', () => {
  const bytes = new KeptBytes();
  for (const text of ['x'.repeat(4000), '€'.repeat(40), '🦉'.repeat(5000)]) bytes.append(text);
  expect(bytes.length).toBe(4000 + 120 + 20_000);
  expect(
    Buffer.from(bytes.view())
      .toString()
      .endsWith('€🦉'.concat('🦉'.repeat(4999))),
  ).toBe(true);
});
