import { expect, it } from 'vitest';
import { foundInLog } from './found-in-log.ts';

const said = (text: string, images = 0) => ({
  text,
  imageUrls: Array.from({ length: images }, () => 'data:'),
});
const logged = (id: number, text: string, images = 0) => ({ id, ...said(text, images) });

it('finds the same words with as many pictures', () => {
  expect(foundInLog(said('go on'), [logged(3, 'go'), logged(4, 'go on')])).toBe(4);
  expect(foundInLog(said('go on', 1), [logged(4, 'go on')])).toBeUndefined();
});

it('one event stands for one message', () => {
  const log = [logged(4, 'go on'), logged(6, 'go on')];
  expect(foundInLog(said('go on'), log, new Set([4]))).toBe(6);
});

it('secrets are masked in the log', () => {
  const text = 'use abc123 and def456 now';
  expect(foundInLog(said(text), [logged(1, 'use <secret_hidden> and <secret_hidden> now')])).toBe(1);
  expect(foundInLog(said(text), [logged(1, 'use <secret_hidden> or <secret_hidden> now')])).toBeUndefined();
  expect(foundInLog(said('abc123'), [logged(1, '<secret_hidden>')])).toBe(1);
});
