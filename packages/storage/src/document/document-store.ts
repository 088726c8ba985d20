import type { LogHost } from '../sqlite/log-host.ts';
import { readFrom } from '../sqlite/read-from.ts';

/**
 * Small opaque values by scope and name, such as sealed settings. What was written is durable when the promise
 * resolves. Those of the scope `conversationScope(id)` go with their conversation.
 */
export class DocumentStore {
  readonly #host: LogHost;
  readonly #file: string;

  constructor(host: LogHost, file: string) {
    this.#host = host;
    this.#file = file;
  }

  get(scope: string, name: string): Promise<Uint8Array | undefined> {
    return readFrom(this.#host, this.#file, ({ documents }) => documents.get(scope, name));
  }

  /** Names in the order of their characters. */
  list(scope: string): Promise<string[]> {
    return readFrom(this.#host, this.#file, ({ documents }) => documents.names(scope));
  }

  put(scope: string, name: string, bytes: Uint8Array): Promise<void> {
    return this.#host.run('putDocument', [scope, name, bytes], bytes.length);
  }

  /**
   * Writes only if the document still is `expected`, undefined for none; otherwise false. For values that several
   * processes change: read, change, replace, and on false again from the start.
   */
  replace(
    scope: string,
    name: string,
    expected: Uint8Array | undefined,
    bytes: Uint8Array,
  ): Promise<boolean> {
    const size = bytes.length + (expected?.length ?? 0);
    return this.#host.run('replaceDocument', [scope, name, expected, bytes], size);
  }

  /** False if there was none. */
  delete(scope: string, name: string): Promise<boolean> {
    return this.#host.run('removeDocument', [scope, name]);
  }
}
