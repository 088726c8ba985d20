import { CapstanError, type Model } from '@capstan/protocol';
import { createCodeActAgent } from '../codeact/codeact-agent.ts';
import type { SystemPromptContext } from '../codeact/system-prompt.ts';
import type { Agent } from './agent.ts';

export interface AgentOptions {
  model: Model;
  surroundings: SystemPromptContext;
}

export type AgentFactory = (options: AgentOptions) => Agent;

const BUILT_IN: ReadonlyMap<string, AgentFactory> = new Map([['CodeActAgent', createCodeActAgent]]);

/** The agents of a program by name. An application may add its own. */
export class AgentRegistry {
  readonly #factories = new Map(BUILT_IN);

  register(name: string, factory: AgentFactory): void {
    if (this.#factories.has(name))
      throw new CapstanError('usage', `An agent named ${name} is registered already`);
    this.#factories.set(name, factory);
  }

  /** Sorted. */
  names(): string[] {
    return [...this.#factories.keys()].toSorted();
  }

  create(name: string, options: AgentOptions): Agent {
    const factory = this.#factories.get(name);
    if (factory === undefined) {
      throw new CapstanError('usage', `Unknown agent ${name}; known are ${this.names().join(', ')}`);
    }
    return factory(options);
  }
}
