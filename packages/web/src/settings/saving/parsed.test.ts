import { expect, it } from 'vitest';
import { dollars, httpAddress, optionalText, wholeNumber } from './parsed.ts';

it('nothing written is the default of the server', () => {
  expect(optionalText('  ')).toEqual({ value: null });
  expect(wholeNumber(' ', { least: 1 })).toEqual({ value: null });
  expect(dollars('')).toEqual({ value: null });
  expect(httpAddress('')).toEqual({ value: null });
});

it('whole numbers begin where they may', () => {
  expect(wholeNumber('20', { least: 20 })).toEqual({ value: 20 });
  for (const text of ['19', '1.5', '-3', '1e3', 'many', '99999999999999999999']) {
    expect(wholeNumber(text, { least: 20 })).toHaveProperty('error');
  }
});

it('takes amounts as people write them', () => {
  expect(dollars('$ 2,50')).toEqual({ value: 2.5 });
  expect(dollars('0')).toEqual({ value: 0 });
  for (const text of ['-1', '1e9', 'two', '1.2.3']) expect(dollars(text)).toHaveProperty('error');
});

it('addresses are whole ones of the web', () => {
  expect(httpAddress(' https://llm.example/v1 ')).toEqual({ value: 'https://llm.example/v1' });
  for (const text of ['llm.example', 'javascript:alert(1)', 'ftp://x', 'localhost:8080']) {
    expect(httpAddress(text)).toHaveProperty('error');
  }
});
