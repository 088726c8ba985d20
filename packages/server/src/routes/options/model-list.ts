import { detectLocalModels, knownModels } from '@capstan/llm';
import type { ServerConfig } from '../../config/server-config.ts';

const DETECTION_SECONDS = 3;
const KEPT_MILLISECONDS = 60_000;

export interface ModelListOptions {
  llm: ServerConfig['llm'];
  /** Where to look for models of this machine, instead of the usual ports. */
  addresses?: NonNullable<Parameters<typeof detectLocalModels>[0]['addresses']>;
  /** Milliseconds on a clock that never goes back. */
  now?: () => number;
}

/** Names of models to choose from; looked up at most once a minute. */
export class ModelList {
  readonly #options: ModelListOptions;
  readonly #now: () => number;
  #kept: { at: number; names: Promise<string[]> } | undefined;

  constructor(options: ModelListOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** `provider/model`, sorted: known ones, those that answer on this machine, and the one of the configuration. */
  names(): Promise<string[]> {
    const now = this.#now();
    if (this.#kept === undefined || now - this.#kept.at >= KEPT_MILLISECONDS) {
      this.#kept = { at: now, names: this.#lookUp() };
    }
    return this.#kept.names;
  }

  async #lookUp(): Promise<string[]> {
    const { llm, addresses } = this.#options;
    const signal = AbortSignal.timeout(DETECTION_SECONDS * 1000);
    const [known, local] = await Promise.all([
      knownModels(),
      detectLocalModels({ signal, ...(addresses === undefined ? {} : { addresses }) }),
    ]);
    const onMachine = local.flatMap(({ provider, models }) => models.map((name) => `${provider}/${name}`));
    const configured = llm.model === null ? [] : [llm.model];
    return [...new Set([...known, ...onMachine, ...configured])].toSorted();
  }
}
