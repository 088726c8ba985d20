import type { ModelRequest, ToolDefinition } from '@capstan/protocol';
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FunctionTool,
} from '@ai-sdk/provider';
import { badResponse, type ErrorContext } from '../../error/to-model-error.ts';
import type { StreamPart } from '../stream-part.ts';
import type { WireCall, WireModel } from '../wire-model.ts';
import type { SdkDialect } from './sdk-dialect.ts';
import { sdkErrorToError } from './sdk-error.ts';
import { SdkPromptBuilder } from './sdk-prompt.ts';
import { SdkStream, SdkStreamBroken } from './sdk-stream.ts';

export interface SdkModelOptions {
  /** Resolves to the model of the provider package, which is imported for it. */
  model: Promise<LanguageModelV4>;
  dialect: SdkDialect;
  vision: boolean;
  errors: ErrorContext;
}

/** One model through a provider package of the AI SDK: one streamed call per step, no loop and no retry of its own. */
export class SdkModel implements WireModel {
  readonly #options: SdkModelOptions;
  readonly #prompts: SdkPromptBuilder;
  readonly #tools = new WeakMap<readonly ToolDefinition[], LanguageModelV4FunctionTool[]>();

  constructor(options: SdkModelOptions) {
    this.#options = options;
    this.#prompts = new SdkPromptBuilder(options);
  }

  async stream({ request, signal }: WireCall, onPart: (part: StreamPart) => void): Promise<void> {
    try {
      const model = await this.#options.model;
      const { stream } = await model.doStream({ ...this.#callOptions(request), abortSignal: signal });
      const reading = new SdkStream(onPart);
      for await (const part of stream) reading.push(part);
    } catch (error) {
      const { errors } = this.#options;
      throw error instanceof SdkStreamBroken
        ? badResponse(error.message, errors, error)
        : sdkErrorToError(error, errors);
    }
  }

  #callOptions(request: ModelRequest): LanguageModelV4CallOptions {
    const { messages, tools, toolChoice, temperature, topP, maxOutputTokens, stop, seed, reasoningEffort } =
      request;
    return {
      prompt: this.#prompts.build(messages),
      providerOptions: this.#options.dialect.providerOptions(request),
      ...(tools.length === 0
        ? {}
        : { tools: this.#sdkTools(tools), toolChoice: { type: toolChoice ?? 'auto' } }),
      ...(temperature === undefined ? {} : { temperature }),
      ...(topP === undefined ? {} : { topP }),
      ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
      ...(stop === undefined ? {} : { stopSequences: [...stop] }),
      ...(seed === undefined ? {} : { seed }),
      ...(reasoningEffort === undefined ? {} : { reasoning: reasoningEffort }),
    };
  }

  #sdkTools(tools: readonly ToolDefinition[]): LanguageModelV4FunctionTool[] {
    let converted = this.#tools.get(tools);
    if (converted === undefined) {
      const { strictTools } = this.#options.dialect;
      converted = tools.map(({ name, description, inputSchema }) => ({
        type: 'function',
        name,
        description,
        // Both are JSON Schema; the SDK's type spells its keywords out.
        inputSchema: inputSchema as LanguageModelV4FunctionTool['inputSchema'],
        ...(strictTools === undefined ? {} : { strict: strictTools }),
      }));
      this.#tools.set(tools, converted);
    }
    return converted;
  }
}
