import { CapstanError, type Runtime } from '@capstan/protocol';
import { CliRuntime } from './cli-runtime.ts';
import { LocalRuntime } from './local-runtime.ts';
import type { RuntimeOptions } from './runtime-options.ts';

export type RuntimeFactory = (options: RuntimeOptions) => Runtime;

/** Drivers by name. */
export class RuntimeRegistry {
  readonly #factories = new Map<string, RuntimeFactory>();

  get names(): string[] {
    return [...this.#factories.keys()];
  }

  /** A name given twice takes the later driver. */
  register(name: string, factory: RuntimeFactory): this {
    this.#factories.set(name, factory);
    return this;
  }

  /** A runtime that is not connected yet. Throws `runtime_unknown` for a name that nobody registered. */
  create(name: string, options: RuntimeOptions): Runtime {
    const factory = this.#factories.get(name);
    if (factory === undefined) {
      throw new CapstanError('runtime_unknown', `There is no runtime "${name}".`, {
        remedy: `Choose one of: ${this.names.join(', ')}.`,
      });
    }
    return factory(options);
  }
}

/** The drivers that come with Capstan. */
export function builtinRuntimes(): RuntimeRegistry {
  return new RuntimeRegistry()
    .register('local', (options) => new LocalRuntime(options))
    .register('cli', (options) => new CliRuntime(options));
}

/** A runtime of one of the drivers that come with Capstan, not connected yet. */
export function createRuntime(name: string, options: RuntimeOptions): Runtime {
  return builtinRuntimes().create(name, options);
}
