import type { ObservationEvent } from '@capstan/protocol';
import { callKeyOf } from './call-key.ts';
import type { Place } from './entry-tree.ts';

export interface OpenAction {
  /** Ids that an observation may name: one, or two once the person has answered. */
  ids: readonly number[];
  /** By which it is known when it is appended again with the person's answer; undefined when it cannot be. */
  key: string | undefined;
  place: Place;
  /** Whether the shell may stand in another folder after it. */
  movesShell: boolean;
}

/** Actions without an observation. */
export class OpenActions {
  readonly #byId = new Map<number, OpenAction>();
  readonly #byKey = new Map<string, OpenAction>();

  add(action: OpenAction): void {
    for (const id of action.ids) this.#byId.set(id, action);
    if (action.key !== undefined) this.#byKey.set(action.key, action);
  }

  remove(action: OpenAction): void {
    for (const id of action.ids) this.#byId.delete(id);
    if (action.key !== undefined) this.#byKey.delete(action.key);
  }

  get(id: number): OpenAction | undefined {
    return this.#byId.get(id);
  }

  byKey(key: string): OpenAction | undefined {
    return this.#byKey.get(key);
  }

  /** The one that an observation answers: by its id, or, in logs of other systems, by its call. */
  answeredBy(event: ObservationEvent): OpenAction | undefined {
    if (event.cause !== undefined) return this.#byId.get(event.cause);
    const call = callKeyOf(event.tool_call_metadata);
    return call === undefined ? undefined : this.#byKey.get(call);
  }

  copy(): OpenActions {
    const copy = new OpenActions();
    for (const [id, action] of this.#byId) copy.#byId.set(id, action);
    for (const [key, action] of this.#byKey) copy.#byKey.set(key, action);
    return copy;
  }
}
