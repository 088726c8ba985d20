import type { AssistantPart, JsonObject, ModelDelta } from '@capstan/protocol';
import type { Finish, StreamPart } from '../wire/stream-part.ts';

type OpenPart = Extract<AssistantPart, { type: 'text' | 'reasoning' }>;

/** Puts an answer together from its parts and passes on what there is to show. */
export class AnswerAssembly {
  readonly content: AssistantPart[] = [];
  readonly #open = new Map<string, OpenPart>();
  readonly #onDelta: ((delta: ModelDelta) => void) | undefined;
  /** The provider's name for this answer. */
  id: string | undefined;
  finish: Finish | undefined;

  constructor(onDelta?: (delta: ModelDelta) => void) {
    this.#onDelta = onDelta;
  }

  push(part: StreamPart): void {
    switch (part.type) {
      case 'response':
        this.id ??= part.id;
        return;
      case 'text':
        this.#continue(part.block, () => ({ type: 'text', text: '' })).text += part.text;
        if (part.text !== '') this.#onDelta?.({ type: 'text', text: part.text });
        return;
      case 'reasoning':
        this.#reasoning(part.block, part.text, part.providerMetadata);
        if (part.text !== '') this.#onDelta?.({ type: 'reasoning', text: part.text });
        return;
      case 'tool-call-delta': {
        const { toolCallId, toolName, argumentsDelta } = part;
        this.#onDelta?.({ type: 'tool-call', toolCallId, toolName, argumentsDelta });
        return;
      }
      case 'tool-call': {
        const { providerMetadata, ...call } = part;
        this.content.push(providerMetadata === undefined ? call : { ...call, providerMetadata });
        return;
      }
      case 'finish':
        this.finish = part.finish;
        return;
    }
  }

  /** The parts without those that hold nothing: an empty text is refused by providers when sent back. */
  parts(): AssistantPart[] {
    return this.content.filter((part) => {
      if (part.type === 'tool-call') return true;
      return part.text !== '' || (part.type === 'reasoning' && part.providerMetadata !== undefined);
    });
  }

  #reasoning(block: string, text: string, providerMetadata: JsonObject | undefined): void {
    const part = this.#continue(block, () => ({ type: 'reasoning', text: '' }));
    part.text += text;
    if (providerMetadata === undefined || part.type !== 'reasoning') return;
    part.providerMetadata = merged(part.providerMetadata, providerMetadata);
  }

  #continue(block: string, begin: () => OpenPart): OpenPart {
    let part = this.#open.get(block);
    if (part === undefined) {
      part = begin();
      this.#open.set(block, part);
      this.content.push(part);
    }
    return part;
  }
}

/** Metadata is keyed by provider, and comes in pieces: what is said later adds to what was said before. */
function merged(before: JsonObject | undefined, after: JsonObject): JsonObject {
  const result: JsonObject = { ...before };
  for (const [key, value] of Object.entries(after)) {
    const old = result[key];
    result[key] = isObject(old) && isObject(value) ? { ...old, ...value } : value;
  }
  return result;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
