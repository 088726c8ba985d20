import { createFetch } from '../http/fetch.ts';
import type { Environment, Provider } from '../registry/provider.ts';
import type { ModelSettings } from '../settings/model-settings.ts';
import { normaliseModelName } from '../capabilities/find-capabilities.ts';
import type { SdkDialect } from '../wire/sdk/sdk-dialect.ts';
import { openSdkModel } from './sdk-provider.ts';

const DIALECT: SdkDialect = {
  metadataKeys: ['amazonBedrock', 'bedrock'],
  cacheMark: undefined,
  toolErrors: false,
  linkedImages: false,
  providerOptions: () => ({}),
};

const CACHING: SdkDialect = { ...DIALECT, cacheMark: { amazonBedrock: { cachePoint: { type: 'default' } } } };

/** Other models on Bedrock refuse a request that holds a cache point. */
const takesCachePoints = (modelName: string): boolean => /^(claude|nova)/.test(normaliseModelName(modelName));

const regionOf = (settings: ModelSettings, env: Environment): string =>
  settings.region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'us-east-1';

/** Amazon Bedrock by the Converse API: a bearer token, or an access key whose secret signs each request. */
export const bedrock: Provider = {
  id: 'bedrock',
  aliases: ['amazon-bedrock', 'aws'],
  title: 'Amazon Bedrock',
  keyVariables: ['AWS_BEARER_TOKEN_BEDROCK'],
  baseUrlVariables: ['BEDROCK_BASE_URL', 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME'],
  // The region is in the name of the host; `open` puts it there.
  defaultBaseUrl: 'https://bedrock-runtime.region.amazonaws.com',
  priceId: 'aws',
  otherSecrets: (env) => [env['AWS_SECRET_ACCESS_KEY'] ?? '', env['AWS_SESSION_TOKEN'] ?? ''],
  missingCredentials: (apiKey, env) => {
    if (apiKey !== undefined) return undefined;
    if ((env['AWS_ACCESS_KEY_ID'] ?? '') === '') return 'AWS_BEARER_TOKEN_BEDROCK or AWS_ACCESS_KEY_ID';
    return (env['AWS_SECRET_ACCESS_KEY'] ?? '') === '' ? 'AWS_SECRET_ACCESS_KEY' : undefined;
  },
  open: (input) =>
    openSdkModel(input, takesCachePoints(input.modelName) ? CACHING : DIALECT, async () => {
      const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock');
      const region = regionOf(input.settings, input.env);
      const provider = createAmazonBedrock({
        region,
        baseURL: input.baseUrl.replace('.region.', `.${region}.`),
        headers: { ...input.settings.headers },
        fetch: createFetch(input.client),
        ...credentials(input.apiKey, input.env),
      });
      return provider.languageModel(input.modelName);
    }),
};

function credentials(apiKey: string | undefined, env: Environment): object {
  if (apiKey !== undefined) return { apiKey };
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
  return {
    // An empty one keeps the package from looking for a bearer token in the environment by itself.
    apiKey: '',
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
  };
}
