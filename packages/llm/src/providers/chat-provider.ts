import type { Provider, ProviderInput } from '../registry/provider.ts';
import type { ChatDialect } from '../wire/chat/chat-dialect.ts';
import { ChatModel } from '../wire/chat/chat-model.ts';
import { portableToolCallId } from '../wire/tool-call-id.ts';

/** Chat completions as most servers understand them. */
export const PLAIN_DIALECT: ChatDialect = {
  maxTokensField: 'max_tokens',
  streamOptions: true,
  seedField: 'seed',
  requiredToolChoice: 'required',
  reasoningReplay: 'none',
  cacheMarks: false,
  toolCallId: portableToolCallId,
  reasoning: (effort) => ({ reasoning_effort: effort }),
  rejectsSampling: () => false,
  extraBody: {},
};

export interface ChatProviderOptions extends Omit<Provider, 'open'> {
  dialect?: Partial<ChatDialect>;
  headers?: (input: ProviderInput) => Record<string, string>;
}

const bearer = (apiKey: string | undefined): Record<string, string> =>
  apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };

/** A provider that speaks chat completions under `<base URL>/chat/completions`. */
export function chatProvider({ dialect, headers, ...provider }: ChatProviderOptions): Provider {
  return {
    ...provider,
    open: (input) =>
      new ChatModel({
        modelName: input.modelName,
        dialect: withPromptCache({ ...PLAIN_DIALECT, ...dialect }, input),
        vision: input.capabilities.vision,
        url: new URL(`${input.baseUrl}/chat/completions`),
        headers: { ...bearer(input.apiKey), ...headers?.(input), ...input.settings.headers },
        client: input.client,
        errors: input.errors,
      }),
  };
}

/** Cache marks are only sent where somebody wants them. */
function withPromptCache(dialect: ChatDialect, { settings }: ProviderInput): ChatDialect {
  return settings.promptCache === false ? { ...dialect, cacheMarks: false } : dialect;
}
