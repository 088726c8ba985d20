import { expect, it } from 'vitest';
import { highlightLines } from './highlight-lines.ts';

const { signal } = new AbortController();

it('knows colours by line, also of what reaches over several', async () => {
  const lines = await highlightLines('let a = 1;\n/* one\ntwo */ b\n', 'x.ts', signal);
  expect(lines?.[0]?.[0]).toEqual({ from: 0, to: 3, className: 'code-keyword' });
  expect(lines?.[1]).toEqual([{ from: 0, to: 6, className: 'code-comment' }]);
  expect(lines?.[2]?.[0]).toEqual({ from: 0, to: 6, className: 'code-comment' });
});

it('also by languages of the older kind', async () => {
  const lines = await highlightLines('if true; then # why\n', 'run.sh', signal);
  expect(lines?.[0]?.map(({ className }) => className)).toContain('code-comment');
});

it('knows nothing of what it cannot name', async () => {
  expect(await highlightLines('text', 'LICENSE', signal)).toBeNull();
});

it('ends when nobody wants it any more', async () => {
  const abort = new AbortController();
  const text = 'const a = () => { return [1, 2, 3]; };\n'.repeat(20_000);
  const asked = highlightLines(text, 'x.ts', abort.signal);
  abort.abort();
  await expect(asked).rejects.toThrow();
});
