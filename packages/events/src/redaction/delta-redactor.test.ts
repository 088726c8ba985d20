import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeltaRedactor } from './delta-redactor.ts';
import { SecretRedactor } from './secret-redactor.ts';
import { SECRET_MARK } from './secret-text.ts';

const deltas = (...secrets: string[]) =>
  new DeltaRedactor(new SecretRedactor(Object.fromEntries(secrets.entries())));

describe('pieces of text', () => {
  it('together show what the whole text would, but for an end that is held back', () => {
    const unit = fc.constantFrom('a', 'b', 'c', ' ');
    const secret = fc.string({ unit, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        fc.array(fc.string({ unit, maxLength: 6 }), { maxLength: 8 }),
        (secrets, pieces) => {
          const own = deltas(...secrets);
          const shown = pieces.map((piece) => own.next('x', piece)).join('');
          for (const part of shown.split(SECRET_MARK)) {
            for (const one of secrets) if (one.trim() !== '') expect(part.includes(one)).toBe(false);
          }
          const whole = new SecretRedactor(Object.fromEntries(secrets.entries())).text(pieces.join('') + '!');
          expect((shown + own.next('x', '!')).replaceAll(SECRET_MARK, '·').replace(/·+/g, '·')).toBe(
            whole.replaceAll(SECRET_MARK, '·').replace(/·+/g, '·'),
          );
        },
      ),
    );
  });

  it('of different channels are apart', () => {
    const own = deltas('abcd');
    expect([own.next('x', 'ab'), own.next('y', 'cd'), own.next('x', 'cd')]).toEqual(['', 'cd', SECRET_MARK]);
  });
});
