import type { Provider, ProviderInput } from '../registry/provider.ts';
import { ChatModel } from '../wire/chat/chat-model.ts';
import { PLAIN_DIALECT } from './chat-provider.ts';
import { isOpenAiReasoningModel } from './openai-names.ts';

/**
 * Azure OpenAI by chat completions; the model's name is the deployment. With an API version the address
 * holds the deployment (`/openai/deployments/<name>`), without one the v1 API is spoken (`/openai/v1`).
 */
export const azure: Provider = {
  id: 'azure',
  aliases: ['azure-openai'],
  title: 'Azure OpenAI',
  keyVariables: ['AZURE_OPENAI_API_KEY', 'AZURE_API_KEY'],
  baseUrlVariables: ['AZURE_OPENAI_ENDPOINT', 'AZURE_API_BASE', 'AZURE_OPENAI_BASE_URL'],
  defaultBaseUrl: undefined,
  priceId: 'azure',
  open: (input) =>
    new ChatModel({
      modelName: input.modelName,
      dialect: {
        ...PLAIN_DIALECT,
        maxTokensField: 'max_completion_tokens',
        rejectsSampling: isOpenAiReasoningModel,
      },
      vision: input.capabilities.vision,
      url: urlOf(input),
      headers: { 'api-key': input.apiKey ?? '', ...input.settings.headers },
      client: input.client,
      errors: input.errors,
    }),
};

function urlOf({ baseUrl, modelName, settings, env }: ProviderInput): URL {
  const version = settings.apiVersion ?? env['AZURE_OPENAI_API_VERSION'] ?? env['AZURE_API_VERSION'];
  const root = baseUrl.replace(/\/openai(\/v1)?$/, '');
  if (version === undefined || version === '' || version === 'v1')
    return new URL(`${root}/openai/v1/chat/completions`);
  const url = new URL(`${root}/openai/deployments/${encodeURIComponent(modelName)}/chat/completions`);
  url.searchParams.set('api-version', version);
  return url;
}
