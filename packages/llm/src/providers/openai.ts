import { createFetch } from '../http/fetch.ts';
import type { Provider } from '../registry/provider.ts';
import type { SdkDialect } from '../wire/sdk/sdk-dialect.ts';
import { openSdkModel } from './sdk-provider.ts';

/**
 * Nothing is left with the provider (`store: false`), so reasoning goes back encrypted. Summaries of
 * reasoning are not asked for: organisations that are not verified get an error for it.
 */
const RESPONSES_DIALECT: SdkDialect = {
  metadataKeys: ['openai'],
  cacheMark: undefined,
  toolErrors: false,
  linkedImages: true,
  strictTools: false,
  providerOptions: () => ({ openai: { store: false, reasoningSummary: null } }),
};

/** OpenAI by the responses API, which keeps reasoning between turns. */
export const openai: Provider = {
  id: 'openai',
  aliases: ['openai-responses'],
  title: 'OpenAI',
  keyVariables: ['OPENAI_API_KEY'],
  baseUrlVariables: ['OPENAI_BASE_URL'],
  defaultBaseUrl: 'https://api.openai.com/v1',
  priceId: 'openai',
  open: (input) =>
    openSdkModel(input, RESPONSES_DIALECT, async () => {
      const { createOpenAI } = await import('@ai-sdk/openai');
      const provider = createOpenAI({
        baseURL: input.baseUrl,
        apiKey: input.apiKey ?? '',
        headers: { ...input.settings.headers },
        fetch: createFetch(input.client),
      });
      return provider.responses(input.modelName);
    }),
};
