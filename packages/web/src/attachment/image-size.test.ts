import { expect, it } from 'vitest';
import { fittingSize } from './image-size.ts';

it.each([
  [800, 600, 800, 600],
  [2_000, 2_000, 2_000, 2_000],
  [4_000, 3_000, 2_000, 1_500],
  [1_000, 8_000, 250, 2_000],
  [40_000, 3, 2_000, 1],
])('%d × %d goes as %d × %d', (width, height, toWidth, toHeight) => {
  expect(fittingSize({ width, height })).toEqual({ width: toWidth, height: toHeight });
});
