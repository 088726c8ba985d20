import { expect, it } from 'vitest';
import { BoundedLabel } from './bounded-label.ts';

it('models that users make up do not become measurements without number', () => {
  const label = new BoundedLabel(2);
  expect(['a', 'b', 'c', 'a', 'd'].map((name) => label.of(name))).toEqual(['a', 'b', 'other', 'a', 'other']);
  expect(new BoundedLabel(1).of('x'.repeat(10_000))).toHaveLength(200);
});
