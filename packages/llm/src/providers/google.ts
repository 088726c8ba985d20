import { createFetch } from '../http/fetch.ts';
import type { Provider } from '../registry/provider.ts';
import type { SdkDialect } from '../wire/sdk/sdk-dialect.ts';
import { openSdkModel } from './sdk-provider.ts';

const DIALECT: SdkDialect = {
  metadataKeys: ['google'],
  cacheMark: undefined,
  toolErrors: true,
  linkedImages: true,
  providerOptions: () => ({}),
};

/** Shows what the model thinks; a model that does not think refuses the question. */
const THINKING: SdkDialect = {
  ...DIALECT,
  providerOptions: () => ({ google: { thinkingConfig: { includeThoughts: true } } }),
};

/** Gemini by Google's own API. Thought signatures go back with the calls that they belong to. */
export const google: Provider = {
  id: 'google',
  aliases: ['gemini'],
  title: 'Google Gemini',
  keyVariables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
  baseUrlVariables: ['GEMINI_BASE_URL', 'GOOGLE_GEMINI_BASE_URL'],
  defaultBaseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  priceId: 'google',
  open: (input) =>
    openSdkModel(input, input.capabilities.reasoning ? THINKING : DIALECT, async () => {
      const { createGoogle } = await import('@ai-sdk/google');
      const provider = createGoogle({
        baseURL: versioned(input.baseUrl),
        apiKey: input.apiKey ?? '',
        headers: { ...input.settings.headers },
        fetch: createFetch(input.client),
      });
      return provider.languageModel(input.modelName);
    }),
};

function versioned(baseUrl: string): string {
  return new URL(baseUrl).pathname === '/' ? `${baseUrl}/v1beta` : baseUrl;
}
