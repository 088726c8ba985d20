import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorDraft } from './observation-draft.ts';
import { SecretMask } from './secret-mask.ts';

function maskOf(...values: string[]): SecretMask {
  const mask = new SecretMask();
  mask.add(Object.fromEntries(values.map((value, index) => [`S${index}`, value])));
  return mask;
}

describe('the mask of secrets', () => {
  it('takes values out of content and extras', () => {
    expect(maskOf('pass').observation(errorDraft('a pass here', 'my pass'))).toEqual(
      errorDraft('a <secret_hidden> here', 'my <secret_hidden>'),
    );
  });

  it('leaves everything alone for an empty value', () => {
    expect(maskOf('').text('abc')).toBe('abc');
  });

  it('finds a value however the output is cut, and loses nothing else', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 30 });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 12 }), (pieces) => {
        const mask = maskOf('abca', 'cc');
        let shown = '';
        const stream = mask.stream((text) => (shown += text));
        for (const piece of pieces) stream.push(piece);
        stream.end();
        expect(shown).not.toContain('abca');
        expect(shown).not.toContain('cc');
        if (!pieces.join('').includes('abca') && !pieces.join('').includes('cc'))
          expect(shown).toBe(pieces.join(''));
      }),
    );
  });
});
