import {
  CapstanError,
  type CompleteOptions,
  type Model,
  type ModelCapabilities,
  type ModelRequest,
  type ModelResponse,
} from '@capstan/protocol';
import { badResponse, type ErrorContext } from '../error/to-model-error.ts';
import type { Pricing } from '../price/pricing.ts';
import type { Clock } from '../retry/clock.ts';
import type { RetrySettings } from '../retry/retry-policy.ts';
import { withRetry } from '../retry/with-retry.ts';
import type { ModelSettings } from '../settings/model-settings.ts';
import type { WireModel } from '../wire/wire-model.ts';
import { AnswerAssembly } from './assemble-response.ts';
import { CallIds } from './call-id.ts';
import { withSettings } from './request-defaults.ts';

export interface ProviderModelOptions {
  id: string;
  capabilities: ModelCapabilities;
  wire: WireModel;
  settings: ModelSettings;
  retry: RetrySettings;
  pricing: Pricing;
  clock: Clock;
  errors: ErrorContext;
}

/** A model of some provider: retries, timing, price and identity around one wire protocol. */
export class ProviderModel implements Model {
  readonly id: string;
  readonly capabilities: ModelCapabilities;
  readonly #options: ProviderModelOptions;
  readonly #callIds = new CallIds();
  #reached = false;

  constructor(options: ProviderModelOptions) {
    this.id = options.id;
    this.capabilities = options.capabilities;
    this.#options = options;
  }

  async complete(request: ModelRequest, options: CompleteOptions): Promise<ModelResponse> {
    const { settings, retry, clock } = this.#options;
    const complete = withSettings(request, settings);
    return await withRetry(() => this.#attempt(complete, options), {
      settings: retry,
      clock,
      signal: options.signal,
      reached: () => this.#reached,
      onRetry: options.onRetry,
    });
  }

  async #attempt(request: ModelRequest, { signal, onDelta }: CompleteOptions): Promise<ModelResponse> {
    const { clock, pricing, errors } = this.#options;
    const started = clock.monotonic();
    const createdAt = new Date(clock.now()).toISOString();
    let firstTokenSeconds: number | null = null;
    const answer = new AnswerAssembly((delta) => {
      firstTokenSeconds ??= (clock.monotonic() - started) / 1000;
      onDelta?.(delta);
    });
    const asked = this.#ask(request, signal, answer);
    pricing.prepare();
    await asked;
    const { finish } = answer;
    if (finish === undefined) throw badResponse('the answer broke off before it was finished', errors);
    if (finish.reason === 'error') {
      // The model stumbled, over a malformed call for instance; nothing is gained by waiting.
      const message = `${this.id}: the provider ended the answer with an error`;
      throw new CapstanError('model_bad_response', message, { retryAfterSeconds: 0 });
    }
    const latencySeconds = (clock.monotonic() - started) / 1000;
    return {
      id: this.#callIds.next(answer.id),
      model: this.id,
      createdAt,
      content: answer.parts(),
      finishReason: finish.reason,
      usage: finish.usage,
      cost: await pricing.cost(finish),
      latencySeconds,
      firstTokenSeconds,
    };
  }

  async #ask(request: ModelRequest, signal: AbortSignal, answer: AnswerAssembly): Promise<void> {
    try {
      await this.#options.wire.stream({ request, signal }, (part) => {
        this.#reached = true;
        answer.push(part);
      });
    } catch (error) {
      if (signal.aborted)
        throw new CapstanError('cancelled', 'cancelled while the model answered', { cause: error });
      if (!CapstanError.is(error)) throw badResponse(String(error), this.#options.errors, error);
      if (error.code !== 'model_unreachable') this.#reached = true;
      throw error;
    }
  }
}
