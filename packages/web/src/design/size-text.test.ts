import { expect, it } from 'vitest';
import { sizeText } from './size-text.ts';

it.for([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_500, '1.5 KB'],
  [9_960, '10 KB'],
  [999_600, '1 MB'],
  [20_400_000, '20 MB'],
] as const)('%i is %s', ([bytes, text]) => {
  expect(sizeText(bytes)).toBe(text);
});
