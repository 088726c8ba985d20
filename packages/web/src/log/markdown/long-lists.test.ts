import { expect, it } from 'vitest';
import { inParts } from './long-lists.ts';

const list = (count: number): string =>
  Array.from({ length: count }, (_, item) => `${item + 1}. Item with **words**\n   and more of it\n`).join(
    '',
  );

it('cuts a long list between its items and leaves nothing out', () => {
  const text = list(300);
  const parts = inParts(text);
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.join('')).toBe(text);
  for (const part of parts) expect(part).toMatch(/^\d+\. Item/);
});

it('leaves short lists and long texts of another kind whole', () => {
  expect(inParts(list(10))).toEqual([list(10)]);
  const code = `\`\`\`\n${'- no item\n'.repeat(1_000)}\`\`\`\n`;
  expect(inParts(code)).toEqual([code]);
});
