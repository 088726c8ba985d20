import type { Repository } from '@capstan/protocol/api';
import { apiPath } from '../connection/api-path.ts';
import { nextLink } from '../connection/paging.ts';
import type { ProviderApi } from '../connection/provider-api.ts';
import type { Page, RepositorySearch } from '../git-provider.ts';
import { repositoriesSchema, toRepository } from './bitbucket-schemas.ts';

/** Bitbucket lists repositories by workspace only; of more than one person has, the first are asked. */
export const MAX_WORKSPACES = 20;

/** The same page of every workspace: it is the last one when none of them has another. */
export async function repositoriesOf(
  api: ProviderApi,
  workspaces: readonly string[],
  { sort, ...page }: Page & { sort: string },
  text?: string,
): Promise<Repository[]> {
  const query = {
    page: page.page,
    pagelen: page.perPage,
    sort: sortOf(sort),
    q: text === undefined ? undefined : `name ~ ${JSON.stringify(text)}`,
  };
  const pages = await Promise.all(
    workspaces
      .slice(0, MAX_WORKSPACES)
      .map((workspace) => api.get(apiPath`/repositories/${workspace}`, repositoriesSchema, query)),
  );
  const more = pages.some(({ next }) => Boolean(next));
  const link = more ? nextLink('/repositories', page) : null;
  return pages.flatMap(({ values }) => values.map((repository) => toRepository(repository, link)));
}

/** `workspace/part of a name`, or a part of a name in any workspace. */
export async function searchRepositories(
  api: ProviderApi,
  workspaces: () => Promise<string[]>,
  { text, perPage, sort }: RepositorySearch,
): Promise<Repository[]> {
  const slash = text.indexOf('/');
  const inside = slash === -1 ? await workspaces() : [text.slice(0, slash)];
  const found = await repositoriesOf(api, inside, { page: 1, perPage, sort }, text.slice(slash + 1));
  return found.slice(0, perPage).map((repository) => ({ ...repository, link_header: null }));
}

function sortOf(sort: string): string {
  if (sort === 'full_name') return 'name';
  return sort === 'created' ? '-created_on' : '-updated_on';
}
