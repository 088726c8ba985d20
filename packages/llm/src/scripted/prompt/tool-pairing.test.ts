import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { PromptMessage } from './prompt.ts';
import { findPairingFaults } from './tool-pairing.ts';

/** Answers with some calls each, their results right after in any order. */
const paired = fc.array(fc.nat({ max: 3 }), { maxLength: 8 }).map((counts) =>
  counts.flatMap((count, turn): PromptMessage[] => {
    const ids = Array.from({ length: count }, (_, call) => `${turn}.${call}`);
    return [
      {
        role: 'assistant',
        path: '',
        parts: ids.map((id) => ({ type: 'tool-call', id, name: 'run', path: id })),
      },
      ...ids.toReversed().map((id): PromptMessage => ({
        role: 'tool',
        path: '',
        parts: [{ type: 'tool-result', id, text: '', path: id }],
      })),
      { role: 'user', path: '', parts: [{ type: 'text', text: 'x', path: '' }] },
    ];
  }),
);

test('finds nothing where each call has its result', () => {
  fc.assert(
    fc.property(paired, (messages) => {
      expect(findPairingFaults(messages)).toEqual([]);
    }),
  );
});

test('finds any call or result that is taken away or doubled', () => {
  fc.assert(
    fc.property(paired, fc.nat(), fc.boolean(), (messages, pick, double) => {
      const at = messages.flatMap(({ parts }, index) =>
        parts.some(({ type }) => type !== 'text') ? [index] : [],
      );
      fc.pre(at.length > 0);
      const index = at[pick % at.length]!;
      const broken = messages.toSpliced(index, double ? 0 : 1, ...(double ? [messages[index]!] : []));
      expect(findPairingFaults(broken)).not.toEqual([]);
    }),
  );
});
