import { expect, it } from 'vitest';
import { secretErrors } from './secret-draft.ts';

const draft = { name: 'NPM_TOKEN', value: 'x', description: '' };

it('names are those of variables, each there once', () => {
  expect(secretErrors(draft, { taken: ['OTHER'], keepsValue: false })).toBeNull();
  for (const name of ['', '1ST', 'WITH SPACE', 'A-B', '__proto__', 'A'.repeat(201)]) {
    expect(secretErrors({ ...draft, name }, { taken: [], keepsValue: false })).toHaveProperty('name');
  }
  expect(secretErrors(draft, { taken: ['NPM_TOKEN'], keepsValue: false })).toHaveProperty('name');
});

it('a value is needed unless there is one', () => {
  const empty = { ...draft, value: '' };
  expect(secretErrors(empty, { taken: [], keepsValue: false })).toHaveProperty('value');
  expect(secretErrors(empty, { taken: [], keepsValue: true })).toBeNull();
  expect(secretErrors({ ...draft, value: 'a\0b' }, { taken: [], keepsValue: true })).toHaveProperty('value');
});
