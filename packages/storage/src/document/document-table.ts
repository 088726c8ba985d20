import type { DatabaseSync } from 'node:sqlite';
import { Statements } from '../sqlite/statements.ts';

/** Writes documents. Every call runs inside a transaction that its caller owns. */
export class DocumentTable {
  readonly #statements: Statements;

  constructor(database: DatabaseSync) {
    this.#statements = new Statements(database);
  }

  put(scope: string, name: string, bytes: Uint8Array): void {
    this.#statements
      .of('INSERT INTO document VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body')
      .run(scope, name, bytes);
  }

  /** False if the document is not `expected` any more, where undefined means that there is none. */
  replace(scope: string, name: string, expected: Uint8Array | undefined, bytes: Uint8Array): boolean {
    if (expected === undefined) {
      const add = this.#statements.of('INSERT INTO document VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
      return add.run(scope, name, bytes).changes > 0;
    }
    const exchange = this.#statements.of(
      'UPDATE document SET body = ? WHERE scope = ? AND name = ? AND body = ?',
    );
    return exchange.run(bytes, scope, name, expected).changes > 0;
  }

  remove(scope: string, name: string): boolean {
    const remove = this.#statements.of('DELETE FROM document WHERE scope = ? AND name = ?');
    return remove.run(scope, name).changes > 0;
  }

  removeScope(scope: string): void {
    this.#statements.of('DELETE FROM document WHERE scope = ?').run(scope);
  }
}
