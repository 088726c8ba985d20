import { join } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import type { Conversation } from '@capstan/storage';
import type { GitProviders } from '../git-provider/git-providers.ts';
import { tokenVariable } from './session-runtime.ts';
import { GIT_PROVIDERS, type GitProviderName, type Secrets } from '../settings/secrets.ts';

/** A repository as a conversation wants it cloned. */
export interface CloneSource {
  /** `owner/name`. */
  repository: string;
  /** Null for a branch of our own on the default one. */
  branch: string | null;
  /** With the token inside, where there is one: never to be stored, shown or logged. */
  url: string;
  /** Absolute path of the clone. */
  folder: string;
  /** Variable by which commands log in as the person; null without a token. */
  tokenVariable: string | null;
}

/** Null for a conversation without a repository. Throws `repository_failed` where nobody can say where it is. */
export function cloneSourceOf(
  record: Conversation,
  workspace: string,
  secrets: Secrets,
  providers: GitProviders,
): CloneSource | null {
  const { selectedRepository: repository, selectedBranch: branch } = record;
  if (repository === null) return null;
  const name = providerOf(record, secrets);
  const token = secrets.providerTokens[name] ?? { token: '', host: null, userId: null };
  const url = providers.open(name, token)?.cloneUrl(repository);
  if (url === undefined) {
    throw new CapstanError(
      'repository_failed',
      `${name} hosts no repositories, so ${repository} cannot be cloned`,
    );
  }
  return {
    repository,
    branch,
    url,
    folder: join(workspace, repository.split('/').at(-1) ?? repository),
    tokenVariable: token.token === '' ? null : tokenVariable(name),
  };
}

/** As it was chosen, else the only one that there is a token for, else GitHub. */
function providerOf({ gitProvider }: Conversation, { providerTokens }: Secrets): GitProviderName {
  const chosen = GIT_PROVIDERS.find((name) => name === gitProvider);
  const known = GIT_PROVIDERS.filter((name) => (providerTokens[name]?.token ?? '') !== '');
  return chosen ?? (known.length === 1 ? known[0] : undefined) ?? 'github';
}
