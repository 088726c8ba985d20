import type { FinishReason, JsonObject, TokenUsage } from '@capstan/protocol';
import type {
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
  SharedV4ProviderMetadata,
} from '@ai-sdk/provider';
import type { StreamPart } from '../stream-part.ts';

/** The stream ended without the provider's word that the answer is complete. */
export class SdkStreamBroken extends Error {}

/** Turns the parts of the SDK into ours. Throws what the SDK reports as an error part. */
export class SdkStream {
  readonly #onPart: (part: StreamPart) => void;
  readonly #blocks = new Map<string, string>();
  readonly #toolNames = new Map<string, string>();
  #count = 0;

  constructor(onPart: (part: StreamPart) => void) {
    this.#onPart = onPart;
  }

  push(part: LanguageModelV4StreamPart): void {
    switch (part.type) {
      case 'response-metadata':
        if (part.id !== undefined && part.id !== '') this.#onPart({ type: 'response', id: part.id });
        return;
      case 'text-start':
        this.#begin('text', part.id);
        return;
      case 'text-delta':
        this.#onPart({ type: 'text', block: this.#block('text', part.id), text: part.delta });
        return;
      case 'reasoning-start':
        this.#begin('reasoning', part.id);
        this.#reasoning(part.id, '', part.providerMetadata);
        return;
      case 'reasoning-delta':
        this.#reasoning(part.id, part.delta, part.providerMetadata);
        return;
      case 'reasoning-end':
        this.#reasoning(part.id, '', part.providerMetadata);
        return;
      case 'tool-input-start':
        this.#toolNames.set(part.id, part.toolName);
        this.#toolDelta(part.id, '');
        return;
      case 'tool-input-delta':
        this.#toolDelta(part.id, part.delta);
        return;
      case 'tool-call':
        this.#onPart({
          type: 'tool-call',
          toolCallId: part.toolCallId,
          toolName: part.toolName,
          arguments: part.input,
          providerMetadata: jsonOf(part.providerMetadata),
        });
        return;
      case 'finish':
        this.#finish(part.finishReason, part.usage);
        return;
      case 'error':
        throw part.error;
      default:
        // Sources, files and what a provider ran by itself: nothing that was asked for.
        return;
    }
  }

  #finish(reason: LanguageModelV4FinishReason, usage: LanguageModelV4Usage): void {
    const silent = reason.unified === 'other' && reason.raw === undefined;
    if (reason.unified === 'interrupted' || silent)
      throw new SdkStreamBroken('the answer broke off before it was finished');
    const unified: FinishReason = reason.unified;
    this.#onPart({ type: 'finish', finish: { reason: unified, usage: usageOf(usage) } });
  }

  #reasoning(id: string, delta: string, metadata: SharedV4ProviderMetadata | undefined): void {
    const providerMetadata = jsonOf(metadata);
    this.#onPart({ type: 'reasoning', block: this.#block('reasoning', id), text: delta, providerMetadata });
  }

  #toolDelta(id: string, argumentsDelta: string): void {
    this.#onPart({
      type: 'tool-call-delta',
      toolCallId: id,
      toolName: this.#toolNames.get(id) ?? '',
      argumentsDelta,
    });
  }

  /** Ids are used again by some providers once a block has ended. */
  #begin(kind: string, id: string): void {
    this.#blocks.set(`${kind} ${id}`, `${kind}-${++this.#count}`);
  }

  #block(kind: string, id: string): string {
    const block = this.#blocks.get(`${kind} ${id}`);
    if (block !== undefined) return block;
    this.#begin(kind, id);
    return this.#block(kind, id);
  }
}

/** Through JSON once: what is undefined in it vanishes, and what is stored equals what was sent. */
function jsonOf(metadata: SharedV4ProviderMetadata | undefined): JsonObject | undefined {
  if (metadata === undefined) return undefined;
  // JSON.parse gives JSON values.
  return JSON.parse(JSON.stringify(metadata)) as JsonObject;
}

function usageOf({ inputTokens, outputTokens }: LanguageModelV4Usage): TokenUsage {
  return {
    input: inputTokens.total ?? 0,
    output: outputTokens.total ?? 0,
    cacheRead: inputTokens.cacheRead ?? 0,
    cacheWrite: inputTokens.cacheWrite ?? 0,
    reasoning: outputTokens.reasoning ?? 0,
  };
}
