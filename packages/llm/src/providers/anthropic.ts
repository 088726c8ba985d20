import { createFetch } from '../http/fetch.ts';
import type { Provider } from '../registry/provider.ts';
import type { SdkDialect } from '../wire/sdk/sdk-dialect.ts';
import { openSdkModel } from './sdk-provider.ts';

const DIALECT: SdkDialect = {
  metadataKeys: ['anthropic'],
  cacheMark: { anthropic: { cacheControl: { type: 'ephemeral' } } },
  toolErrors: true,
  linkedImages: true,
  providerOptions: () => ({}),
};

/** Anthropic's messages API. Thinking goes back with its signature. */
export const anthropic: Provider = {
  id: 'anthropic',
  aliases: ['claude'],
  title: 'Anthropic',
  keyVariables: ['ANTHROPIC_API_KEY'],
  baseUrlVariables: ['ANTHROPIC_BASE_URL'],
  defaultBaseUrl: 'https://api.anthropic.com/v1',
  priceId: 'anthropic',
  open: (input) =>
    openSdkModel(input, DIALECT, async () => {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      const provider = createAnthropic({
        baseURL: versioned(input.baseUrl),
        apiKey: input.apiKey ?? '',
        headers: { ...input.settings.headers },
        fetch: createFetch(input.client),
      });
      return provider.languageModel(input.modelName);
    }),
};

/** Other tools take the address without `/v1`, so people have it that way in their environment. */
function versioned(baseUrl: string): string {
  return new URL(baseUrl).pathname === '/' ? `${baseUrl}/v1` : baseUrl;
}
