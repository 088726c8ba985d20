import type { ModelRequest } from '@capstan/protocol';
import type { SharedV4ProviderOptions } from '@ai-sdk/provider';

/** What a provider package of the AI SDK has to be told beside the request. */
export interface SdkDialect {
  /** Keys under which the provider keeps what it wants back; reasoning without one of them is not sent back. */
  metadataKeys: readonly string[];
  /** How a cache mark is said; undefined where the provider caches by itself. */
  cacheMark: SharedV4ProviderOptions | undefined;
  /** Whether a failed tool call is flagged; elsewhere its text has to say so, which it does. */
  toolErrors: boolean;
  /** Whether the provider fetches images by their address. */
  linkedImages: boolean;
  /** Said with each tool, where the provider's own default would change the schema. */
  strictTools?: boolean;
  providerOptions: (request: ModelRequest) => SharedV4ProviderOptions;
}
