import type { GitProviderName } from '@capstan/protocol/api';

/** What people call them. */
export const PROVIDER_TITLES: Readonly<Record<GitProviderName, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  bitbucket: 'Bitbucket',
  azure_devops: 'Azure DevOps',
  forgejo: 'Forgejo',
  enterprise_sso: 'Single sign-on',
};
