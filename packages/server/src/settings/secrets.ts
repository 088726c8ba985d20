import type { GitProviderName } from '@capstan/protocol/api';

export { GIT_PROVIDERS, type GitProviderName } from '@capstan/protocol/api';

/** Credentials for one git provider. */
export interface ProviderToken {
  token: string;
  /** Host of a self-hosted instance; null for the public one. */
  host: string | null;
  userId: string | null;
}

export type ProviderTokens = Partial<Record<GitProviderName, ProviderToken>>;

/** A secret of a person: given to the commands that name it, masked everywhere else. */
export interface CustomSecret {
  secret: string;
  description: string;
}

export interface Secrets {
  providerTokens: ProviderTokens;
  /** By name. */
  customSecrets: Record<string, CustomSecret>;
}

/** Secrets per user; encrypted where they lie. Null is the one user of a server without users. */
export interface SecretsStore {
  load(userId: string | null): Promise<Secrets>;
  /** Changes what is stored, one change after another: `change` gets the newest state. */
  update(userId: string | null, change: (secrets: Secrets) => Secrets): Promise<Secrets>;
  /** Forgets what is stored, also when it cannot be read any more. */
  delete(userId: string | null): Promise<void>;
}
