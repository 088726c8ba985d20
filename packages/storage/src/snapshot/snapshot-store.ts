import type { LogHost } from '../sqlite/log-host.ts';
import type { Snapshot } from './snapshot-table.ts';

/** Keeps the latest fold of each conversation, so that opening a long log does not fold it from the start. */
export class SnapshotStore {
  readonly #host: LogHost;

  constructor(host: LogHost) {
    this.#host = host;
  }

  /** Replaces the one that is there. */
  put(conversationId: string, snapshot: Snapshot): Promise<void> {
    return this.#host.run('putSnapshot', [conversationId, snapshot], snapshot.body.length);
  }

  /** Undefined if there is none, or only one of another version. */
  latest(conversationId: string, version: string): Promise<Snapshot | undefined> {
    return this.#host.run('getSnapshot', [conversationId, version]);
  }
}
