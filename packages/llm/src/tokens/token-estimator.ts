import type { ModelMessage, ToolDefinition } from '@capstan/protocol';

/** UTF-8 bytes per token: about right for English, code and, with their longer characters, for CJK. */
const BYTES_PER_TOKEN = 4;
const TOKENS_PER_MESSAGE = 4;
const TOKENS_PER_IMAGE = 1200;

/** How fast the estimate follows what the provider reports, and how far it may be pulled. */
const WEIGHT_OF_NEWEST = 0.3;
const MIN_FACTOR = 0.5;
const MAX_FACTOR = 3;

/** Tokens of a text by its length: no table to load, a microsecond per kilobyte. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}

function estimateMessage(message: ModelMessage): number {
  if (typeof message.content === 'string') return TOKENS_PER_MESSAGE + estimateTokens(message.content);
  let sum = TOKENS_PER_MESSAGE;
  for (const part of message.content) {
    if (part.type === 'image') sum += TOKENS_PER_IMAGE;
    else if (part.type === 'tool-call') sum += estimateTokens(part.toolName) + estimateTokens(part.arguments);
    else sum += estimateTokens(part.text);
  }
  return sum;
}

/**
 * Estimates how many tokens a prompt takes, for fitting the view; the truth is the provider's usage.
 * Each message is measured once. `calibrate` teaches it the model's own way of counting.
 */
export class TokenEstimator {
  readonly #messages = new WeakMap<ModelMessage, number>();
  readonly #tools = new WeakMap<readonly ToolDefinition[], number>();
  #factor = 1;

  /** What the estimate is multiplied with by now. */
  get factor(): number {
    return this.#factor;
  }

  estimate(messages: readonly ModelMessage[], tools: readonly ToolDefinition[] = []): number {
    return Math.ceil(this.#raw(messages, tools) * this.#factor);
  }

  /** Compares the estimate of a prompt with the input tokens that the provider counted for it. */
  calibrate(messages: readonly ModelMessage[], tools: readonly ToolDefinition[], inputTokens: number): void {
    const raw = this.#raw(messages, tools);
    if (raw === 0 || inputTokens <= 0) return;
    const seen = Math.min(MAX_FACTOR, Math.max(MIN_FACTOR, inputTokens / raw));
    this.#factor += WEIGHT_OF_NEWEST * (seen - this.#factor);
  }

  #raw(messages: readonly ModelMessage[], tools: readonly ToolDefinition[]): number {
    let sum = this.#toolTokens(tools);
    for (const message of messages) {
      let tokens = this.#messages.get(message);
      if (tokens === undefined) {
        tokens = estimateMessage(message);
        this.#messages.set(message, tokens);
      }
      sum += tokens;
    }
    return sum;
  }

  #toolTokens(tools: readonly ToolDefinition[]): number {
    if (tools.length === 0) return 0;
    const known = this.#tools.get(tools);
    if (known !== undefined) return known;
    const tokens = estimateTokens(JSON.stringify(tools));
    this.#tools.set(tools, tokens);
    return tokens;
  }
}
