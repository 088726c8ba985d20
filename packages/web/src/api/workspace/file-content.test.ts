import { expect, it } from 'vitest';
import { contentOf, firstBytes, imageType, MOST_TEXT_BYTES } from './file-content.ts';

const file = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  return { bytes, sizeBytes: bytes.byteLength };
};

it('is text where it can be read', () => {
  expect(contentOf('a.txt', file('Grüße\n'))).toEqual({
    kind: 'text',
    text: 'Grüße\n',
    sizeBytes: 8,
    isWhole: true,
  });
  expect(contentOf('empty', file(''))).toEqual({ kind: 'text', text: '', sizeBytes: 0, isWhole: true });
});

it('cuts a long text between two characters', () => {
  const text = `a${'ü'.repeat(MOST_TEXT_BYTES)}`;
  const content = contentOf('a.txt', file(text));
  expect(content).toMatchObject({ kind: 'text', isWhole: false });
  expect(content.kind === 'text' && text.startsWith(content.text)).toBe(true);
});

it('is binary with a zero byte, and where it is no UTF-8', () => {
  expect(contentOf('a', file('a\0b')).kind).toBe('binary');
  expect(contentOf('a', { bytes: new Uint8Array([0xff, 0xfe]), sizeBytes: 2 }).kind).toBe('binary');
});

it('is a picture by its name, if it came as a whole', () => {
  expect(contentOf('a.PNG', file('\0')).kind).toBe('image');
  expect(contentOf('a.png', { bytes: new Uint8Array(2), sizeBytes: 3 }).kind).toBe('binary');
});

it('shows no vector picture, which is a document', () => {
  expect(imageType('a.svg')).toBeNull();
  expect(imageType('constructor')).toBeNull();
});

it('reads no more than it has to', async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(10).fill(pulled));
    },
  });
  expect([...(await firstBytes(body, 15))]).toEqual([
    ...new Uint8Array(10).fill(1),
    ...new Uint8Array(5).fill(2),
  ]);
  expect(pulled).toBeLessThan(5);
});
