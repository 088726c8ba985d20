import { knownModels } from '@capstan/llm';
import type { MachineConfig, ServerConfig } from '../../config/server-config.ts';
import { findLocalServers } from '../../model/find-local-servers.ts';

const DETECTION_SECONDS = 3;
const KEPT_MILLISECONDS = 60_000;

export interface ModelListOptions {
  llm: ServerConfig['llm'];
  machine: Pick<MachineConfig, 'ollamaUrl' | 'lmstudioUrl'>;
  /** Milliseconds on a clock that never goes back. */
  now?: () => number;
}

/** Names of models to choose from; those of this machine are looked up at most once a minute. */
export class ModelList {
  readonly #options: ModelListOptions;
  readonly #now: () => number;
  #kept: { at: number; names: Promise<string[]> } | undefined;

  constructor(options: ModelListOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** `provider/model`, sorted: known ones, the one of the configuration and, if wanted, those that answer on this machine. */
  async names({ ofMachine }: { ofMachine: boolean }): Promise<string[]> {
    const { llm } = this.#options;
    const [known, local] = await Promise.all([knownModels(), ofMachine ? this.#ofMachine() : []]);
    const configured = llm.model === null ? [] : [llm.model];
    return [...new Set([...known, ...local, ...configured])].toSorted();
  }

  #ofMachine(): Promise<string[]> {
    const now = this.#now();
    if (this.#kept === undefined || now - this.#kept.at >= KEPT_MILLISECONDS) {
      this.#kept = { at: now, names: this.#lookUp() };
    }
    return this.#kept.names;
  }

  async #lookUp(): Promise<string[]> {
    const signal = AbortSignal.timeout(DETECTION_SECONDS * 1000);
    const servers = await findLocalServers(this.#options.machine, signal);
    return servers.flatMap(({ models }) => models.map(({ id }) => id));
  }
}
