import type { GitProviderName } from '../../api/git.ts';

export interface GitProviderEntry {
  id: Exclude<GitProviderName, 'enterprise_sso'>;
  title: string;
  /** Where it is when no host is given. */
  host: string;
  /** How its hosts are written, where that is more than a name. */
  hostExample?: string;
  /** What the token has to permit. */
  needs: string;
  /** Where people make one. */
  tokens: string;
}

/** Those that a person can connect, the most used first. */
export const GIT_PROVIDER_ENTRIES: readonly GitProviderEntry[] = [
  {
    id: 'github',
    title: 'GitHub',
    host: 'github.com',
    needs: 'A personal access token that may read and write contents and pull requests (classic: repo).',
    tokens: 'https://github.com/settings/tokens',
  },
  {
    id: 'gitlab',
    title: 'GitLab',
    host: 'gitlab.com',
    needs: 'A personal access token with api, read_user, read_repository and write_repository.',
    tokens: 'https://gitlab.com/-/user_settings/personal_access_tokens',
  },
  {
    id: 'bitbucket',
    title: 'Bitbucket',
    host: 'bitbucket.org',
    needs: 'Your name or e-mail, a colon, and an app password or API token that may write repositories.',
    tokens: 'https://bitbucket.org/account/settings/app-passwords/',
  },
  {
    id: 'azure_devops',
    title: 'Azure DevOps',
    host: 'dev.azure.com',
    hostExample: 'dev.azure.com/organization',
    needs: 'A personal access token for code (read and write).',
    tokens: 'https://dev.azure.com/_usersSettings/tokens',
  },
  {
    id: 'forgejo',
    title: 'Forgejo',
    host: 'codeberg.org',
    needs: 'An access token that may write repositories and read the user. Works with Gitea, too.',
    tokens: 'https://codeberg.org/user/settings/applications',
  },
];

/** A host as it is written, without the slash that people copy along; undefined for what is none. */
export function readHost(text: string): string | undefined {
  const written = text.trim();
  return /\s/.test(written) ? undefined : written.replace(/\/+$/, '');
}
