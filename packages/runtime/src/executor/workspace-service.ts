import type { Duplex } from 'node:stream';
import type { WorkspaceAccess } from '@capstan/protocol';
import type { DirectAccess, DirectAccessOptions } from '../access/direct-access.ts';

/** Connections that may use the workspace at the same time; the executor takes more, so that there is room for actions. */
export const MAX_TRANSFERS = 64;

/** The workspace for whoever is not the agent. The code is loaded with the first request: many runs have none. */
export class WorkspaceService {
  readonly #options: DirectAccessOptions;
  #access: Promise<DirectAccess> | undefined;
  #transfers = 0;

  constructor(options: DirectAccessOptions) {
    this.#options = options;
  }

  access(): Promise<WorkspaceAccess> {
    this.#access ??= this.#load();
    return this.#access;
  }

  /** Answers the request of a connection that does not flow. `rest` is what was read from it already. */
  async serve(stream: Duplex, rest: Buffer, request: unknown): Promise<void> {
    this.#transfers += 1;
    stream.once('close', () => (this.#transfers -= 1));
    const mayServe = this.#transfers <= MAX_TRANSFERS;
    try {
      const { serveAccess } = await import('../access/serve-access.ts');
      await serveAccess({ stream, rest, request, access: mayServe ? () => this.access() : undefined });
    } catch (error) {
      // A defect. Whoever asked must not wait for an answer.
      stream.destroy();
      throw error;
    }
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    await (await this.#access)?.close();
  }

  async #load(): Promise<DirectAccess> {
    const { DirectAccess } = await import('../access/direct-access.ts');
    return new DirectAccess(this.#options);
  }
}
