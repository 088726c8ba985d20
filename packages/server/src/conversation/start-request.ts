import type { ProviderTokens } from '../settings/secrets.ts';

/** What a loop is started with. Who it belongs to, its repository and its instructions stand in its record. */
export interface StartRequest {
  /** Null is the one user of a server without users. Settings and secrets are looked up by it. */
  userId: string | null;
  /** First message of a new conversation; admitted before anything else is begun. */
  message?: { content: string; imageUrls?: readonly string[]; fileUrls?: readonly string[] };
  /** Tokens to use instead of the stored ones. */
  providerTokens?: ProviderTokens;
}

export interface CompletionMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}
