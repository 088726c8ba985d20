import type { AgentState } from '@capstan/protocol';
import { OUTERMOST, type Place } from './entry-tree.ts';

/** The state of an agent as the log tells it. */
export interface Standing {
  agentState: AgentState;
  reason: string;
  resumeAt: string | null;
}

export interface Delegation {
  /** Where the delegate's entry stands, and the list of its own entries. */
  place: Place;
  list: number;
  agent: string;
  task: string;
  actionId: number;
  /** How things stood with the one who handed the task over. */
  before: Standing;
}

/** Agents at work for other agents, the innermost last. Their events stand in the log between action and observation. */
export class Delegations {
  readonly #open: Delegation[];

  constructor(open: readonly Delegation[] = []) {
    this.#open = [...open];
  }

  get innermost(): Delegation | undefined {
    return this.#open.at(-1);
  }

  /** The list in which entries of agents go. */
  get list(): number {
    return this.innermost?.list ?? OUTERMOST;
  }

  begin(delegation: Delegation): void {
    this.#open.push(delegation);
  }

  /** Ends one, with all that it had handed on itself. Undefined when it is not open. */
  end(actionId: number): Delegation | undefined {
    const at = this.#open.findIndex((one) => one.actionId === actionId);
    return at < 0 ? undefined : this.#open.splice(at)[0];
  }

  all(): readonly Delegation[] {
    return this.#open;
  }

  copy(): Delegations {
    return new Delegations(this.#open);
  }
}
