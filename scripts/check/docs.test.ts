import { expect, it } from 'vitest';
import { references } from './docs.ts';

it('finds paths in code spans, relative links and npm scripts', () => {
  const text = [
    'See `packages/llm/src/index.ts`, `npm run bench` and [the reasons](docs/decisions/0001.md#why).',
    'A value like `a b/c`, a [page](https://example.invalid/x) and an [anchor](#top) are no paths.',
    '```sh',
    'npm test -- packages/absent',
    '```',
    'After the block: `docs/glossary.md`.',
  ].join('\n');
  expect(references(text)).toEqual({
    paths: ['packages/llm/src/index.ts', 'docs/glossary.md'],
    links: ['docs/decisions/0001.md'],
    scripts: ['bench', 'test'],
  });
});
