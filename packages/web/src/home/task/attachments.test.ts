import { expect, it } from 'vitest';
import { attach } from './attachments.ts';

const file = (name: string, type = 'text/plain', lastModified = 1): File =>
  new File(['x'], name, { type, lastModified });

it('models are shown pictures that they know; everything else is a file', () => {
  const { attachments } = attach([], [file('a.png', 'image/png'), file('b.svg', 'image/svg+xml'), file('c')]);
  expect(attachments.map(({ kind }) => kind)).toEqual(['image', 'file', 'file']);
});

it('takes a file once, and another of the same name as well', () => {
  const { attachments: first } = attach([], [file('a'), file('a')]);
  expect(first).toHaveLength(1);
  const { attachments } = attach(first, [file('a'), file('a', 'text/plain', 2)]);
  expect(attachments.map(({ id }) => id)).toEqual([1, 2]);
});

it('says what was left out', () => {
  const many = Array.from({ length: 52 }, (_, index) => file(`${index}`));
  const { attachments, complaint } = attach([], many);
  expect([attachments.length, complaint]).toEqual([50, 'At most 50 files go along with a task.']);
  const large = Object.defineProperty(file('large.bin'), 'size', { value: 300 * 1_048_576 });
  const left = attach([], [large, file('small')]);
  expect(left.attachments.map(({ file: { name } }) => name)).toEqual(['small']);
  expect(left.complaint).toContain('large.bin is too large');
});
