import type { ModelResponse, ToolCallMetadata, ToolCallPart } from '@capstan/protocol';
import { callKey, callKeyOf } from './call-key.ts';

/** Calls of models that have not come to an action, for those that never do. */
export class UnissuedCalls {
  readonly #calls: Map<string, ToolCallPart>;

  constructor(calls: Iterable<[string, ToolCallPart]> = []) {
    this.#calls = new Map(calls);
  }

  add({ id, content }: ModelResponse): void {
    for (const part of content) {
      if (part.type === 'tool-call') this.#calls.set(callKey(id, part.toolCallId), part);
    }
  }

  take(metadata: ToolCallMetadata | undefined): ToolCallPart | undefined {
    const key = callKeyOf(metadata);
    if (key === undefined) return undefined;
    const call = this.#calls.get(key);
    this.#calls.delete(key);
    return call;
  }

  copy(): UnissuedCalls {
    return new UnissuedCalls(this.#calls);
  }
}
