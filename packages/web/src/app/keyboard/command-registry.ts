import type { CommandId } from './key-map.ts';

/** Does a command. False: not now, and somebody else may. */
export type CommandHandler = () => void | false;

/** Who can do which command. What came last is asked first: it is nearer to the person. */
export class CommandRegistry {
  readonly #handlers = new Map<CommandId, CommandHandler[]>();
  readonly #listeners = new Set<() => void>();
  #possible: ReadonlySet<CommandId> = new Set();

  /** Returns the way to take it back. */
  register(id: CommandId, handler: CommandHandler): () => void {
    this.#handlers.set(id, [...(this.#handlers.get(id) ?? []), handler]);
    this.#changed();
    return () => {
      this.#handlers.set(
        id,
        (this.#handlers.get(id) ?? []).filter((other) => other !== handler),
      );
      this.#changed();
    };
  }

  /** Whether somebody did it. */
  run(id: CommandId): boolean {
    return (this.#handlers.get(id) ?? []).toReversed().some((handler) => handler() !== false);
  }

  /** The commands that somebody can do now: the same set until that changes. */
  readonly possible = (): ReadonlySet<CommandId> => this.#possible;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #changed(): void {
    this.#possible = new Set(
      [...this.#handlers].filter(([, handlers]) => handlers.length > 0).map(([id]) => id),
    );
    for (const listener of this.#listeners) listener();
  }
}

export const commands = new CommandRegistry();
