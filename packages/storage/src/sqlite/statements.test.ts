import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { Statements } from './statements.ts';

it('does not keep a statement for each of endlessly many texts, but those that were needed last', () => {
  using database = new DatabaseSync(':memory:');
  const statements = new Statements(database);
  const often = statements.of('SELECT 1');
  const once = statements.of('SELECT 2');
  for (let each = 0; each < 1_000; each += 1) {
    statements.of(`SELECT 3 AS column${each}`);
    statements.of('SELECT 1');
  }
  expect(statements.of('SELECT 1')).toBe(often);
  expect(statements.of('SELECT 2')).not.toBe(once);
  expect(once.get()).toEqual({ 2: 2 });
});
