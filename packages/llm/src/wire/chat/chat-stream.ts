import type { FinishReason } from '@capstan/protocol';
import { readFailureBody, type ProviderFailure } from '../../error/provider-failure.ts';
import { count, fields, list, text, type Fields } from '../read-json.ts';
import type { StreamPart } from '../stream-part.ts';
import { ChatToolCalls } from './chat-tool-calls.ts';
import { NO_USAGE, readChatUsage } from './chat-usage.ts';
import { ReasoningDetails } from './reasoning-details.ts';

/** The stream is not what the protocol allows, or broke off. */
export class ChatStreamBroken extends Error {}

/** The server reported an error in the middle of the stream. */
export class ChatStreamFailed extends Error {
  readonly failure: ProviderFailure;

  constructor(failure: ProviderFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

const REASONS: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  eos: 'stop',
  end_turn: 'stop',
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
  error: 'error',
};

/** Turns the events of one chat completion into parts. Feed it the `data` of each event, then `end`. */
export class ChatStream {
  readonly #onPart: (part: StreamPart) => void;
  readonly #calls: ChatToolCalls;
  readonly #details = new ReasoningDetails();
  #firstReasoning: string | undefined;
  #announced = false;
  #done = false;
  #choices = false;
  #blocks = 0;
  #block: 'text' | 'reasoning' | undefined;
  #reason: string | undefined;
  #refused = false;
  #usage: unknown;

  constructor(onPart: (part: StreamPart) => void) {
    this.#onPart = onPart;
    this.#calls = new ChatToolCalls(onPart);
  }

  push(data: string): void {
    if (data === '[DONE]') {
      this.#done = true;
      return;
    }
    let parsed: unknown;
    try {
      parsed = JSON.parse(data);
    } catch (error) {
      throw new ChatStreamBroken('an event of the stream is not JSON', { cause: error });
    }
    const chunk = fields(parsed);
    if (chunk === undefined) throw new ChatStreamBroken('an event of the stream is not an object');
    if (chunk['error'] !== undefined && chunk['error'] !== null)
      throw new ChatStreamFailed(readFailureBody(chunk));
    this.#chunk(chunk);
  }

  end(): void {
    const { calls, nameless } = this.#complete() ? this.#calls.end() : { calls: 0, nameless: false };
    if (!this.#complete()) throw new ChatStreamBroken('the answer broke off before it was finished');
    if (nameless) throw new ChatStreamBroken('a tool call has no name');
    this.#emitDetails();
    this.#onPart({
      type: 'finish',
      finish: {
        reason: this.#finishReason(calls),
        usage: readChatUsage(this.#usage) ?? NO_USAGE,
        reportedCostUsd: count(fields(this.#usage)?.['cost']),
      },
    });
  }

  /** Some servers leave the finish reason out; `[DONE]` after at least one choice will do. */
  #complete(): boolean {
    return this.#choices && (this.#reason !== undefined || this.#done);
  }

  #finishReason(calls: number): FinishReason {
    if (this.#refused && calls === 0) return 'content-filter';
    const known = REASONS[this.#reason ?? ''] ?? (this.#reason === undefined ? 'stop' : 'other');
    // Not every server names the calls as the reason; a length that cut them off must stay visible.
    return calls > 0 && (known === 'stop' || known === 'other') ? 'tool-calls' : known;
  }

  #chunk(chunk: Fields): void {
    const id = text(chunk['id']);
    if (!this.#announced && id !== undefined) {
      this.#announced = true;
      this.#onPart({ type: 'response', id });
    }
    this.#usage = fields(chunk['usage']) ?? fields(fields(chunk['x_groq'])?.['usage']) ?? this.#usage;
    const choice = fields(list(chunk['choices'])[0]);
    if (choice === undefined) return;
    this.#choices = true;
    this.#reason = text(choice['finish_reason']) ?? this.#reason;
    const delta = fields(choice['delta']) ?? fields(choice['message']);
    if (delta !== undefined) this.#delta(delta);
  }

  #delta(delta: Fields): void {
    this.#details.push(delta['reasoning_details']);
    this.#emitReasoning(text(delta['reasoning_content']) ?? text(delta['reasoning']) ?? '');
    const content = delta['content'];
    if (typeof content === 'string') this.#emitText(content);
    else for (const part of list(content)) this.#contentPart(fields(part));
    const refusal = text(delta['refusal']);
    if (refusal !== undefined) {
      this.#refused = true;
      this.#emitText(refusal);
    }
    if (delta['tool_calls'] !== undefined) this.#calls.push(delta['tool_calls']);
  }

  /** Mistral sends content as a list when it thinks aloud. */
  #contentPart(part: Fields | undefined): void {
    if (part?.['type'] === 'text') this.#emitText(text(part['text']) ?? '');
    if (part?.['type'] !== 'thinking') return;
    for (const thought of list(part['thinking'])) this.#emitReasoning(text(fields(thought)?.['text']) ?? '');
  }

  #emitText(piece: string): void {
    if (piece === '') return;
    this.#onPart({ type: 'text', block: this.#in('text'), text: piece });
  }

  #emitReasoning(piece: string): void {
    if (piece === '') return;
    const block = this.#in('reasoning');
    this.#firstReasoning ??= block;
    this.#onPart({ type: 'reasoning', block, text: piece });
  }

  #emitDetails(): void {
    const details = this.#details.get();
    if (details === undefined) return;
    const block = this.#firstReasoning ?? 'reasoning-0';
    this.#onPart({
      type: 'reasoning',
      block,
      text: '',
      providerMetadata: { chat: { reasoning_details: details } },
    });
  }

  #in(kind: 'text' | 'reasoning'): string {
    if (this.#block !== kind) {
      this.#block = kind;
      this.#blocks++;
    }
    return `${kind}-${this.#blocks}`;
  }
}
