import type { GitProviderName } from '@capstan/protocol/api';

/** Those with a service behind them. */
export type ServedProvider = Exclude<GitProviderName, 'enterprise_sso'>;

/** Whose repositories are asked for, and where. */
export interface ProviderAccount {
  name: ServedProvider;
  token: string;
  /** Where people see the provider, without a slash at the end; on Azure DevOps with the organization. */
  web: string;
}
