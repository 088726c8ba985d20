import type { DatabaseSync } from 'node:sqlite';
import { Statements } from '../sqlite/statements.ts';

/** Reads documents over one connection. Synchronous. */
export class DocumentReader {
  readonly #statements: Statements;

  constructor(database: DatabaseSync) {
    this.#statements = new Statements(database);
  }

  get(scope: string, name: string): Uint8Array | undefined {
    const row = this.#statements
      .of('SELECT body FROM document WHERE scope = ? AND name = ?')
      .get(scope, name);
    // The table is STRICT: there is nothing else in this column.
    return row?.body instanceof Uint8Array ? row.body : undefined;
  }

  names(scope: string): string[] {
    const rows = this.#statements.of('SELECT name FROM document WHERE scope = ? ORDER BY name').all(scope);
    return rows.map(({ name }) => String(name));
  }
}
