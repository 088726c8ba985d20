import { describe, expect, it } from 'vitest';
import { isSilentName, refusedIn } from './words.ts';

describe('words that are refused', () => {
  it.each([
    ['a.ts', '// TODO later'],
    ['a.md', 'FIXME'],
    ['a.ts', 'const x = y as any;'],
    ['a.ts', 'call(x as any).y'],
    ['a.ts', '// @ts-expect-error'],
    ['a.test.ts', "it.only('x', () => {})"],
    ['a.test.ts', "describe.skip('x', () => {})"],
    ['a.md', `see https://${['registry', 'npmjs', 'org'].join('.')}/x`],
    ['a.sh', 'cd /root/project'],
    ['LICENSE', 'TODO'],
  ])('%s: %s', (file, line) => {
    expect(refusedIn(file, line)).toBeTypeOf('string');
  });

  it.each([
    ['a.md', 'as any other'],
    ['a.ts', '/** Speaks as any program would. */'],
    ['a.ts', "mkdtemp('/tmp/aXXXXXX')"],
    ['a.ts', "describe.skipIf(!sandbox.available)('x', () => {})"],
    ['a.ts', "cwd: '/workspace/project'"],
    ['a.png', 'TODO'],
  ])('but not %s: %s', (file, line) => {
    expect(refusedIn(file, line)).toBeUndefined();
  });
});

describe('names that say nothing', () => {
  it.each(['packages/llm/src/utils/time.ts', 'a/helpers.ts', 'common/x.ts', 'scripts/misc.mjs'])(
    '%s',
    (file) => {
      expect(isSilentName(file)).toBe(true);
    },
  );

  it.each(['packages/llm/src/price/price.ts', 'docs/newcomers.md', 'a/renewal.ts'])('but not %s', (file) => {
    expect(isSilentName(file)).toBe(false);
  });
});
