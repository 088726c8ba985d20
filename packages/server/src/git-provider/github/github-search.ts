import type { Repository } from '@capstan/protocol/api';
import type { RepositorySearch } from '../git-provider.ts';
import type { GitHubApi } from './github-api.ts';
import { foundRepositoriesSchema, organizationsSchema, toRepository, userSchema } from './github-schemas.ts';

/** GitHub refuses longer queries. */
const MAX_QUERY_CHARACTERS = 256;
/** Searches are limited more tightly than other calls. */
const MAX_QUERIES = 3;

/** Repositories of the account and its organizations by a part of their name, or those of the owner that is named. */
export async function searchRepositories(api: GitHubApi, search: RepositorySearch): Promise<Repository[]> {
  const { text, perPage, sort, order } = search;
  const slash = text.indexOf('/');
  const queries =
    slash === -1
      ? ownQueries(text, await ownerNames(api))
      : [`org:${text.slice(0, slash)} in:name ${text.slice(slash + 1)}`];
  const pages = await Promise.all(
    queries.map((q) =>
      api.body(
        api.rest.search.repos({ q, per_page: perPage, order, ...sortOf(sort) }),
        foundRepositoriesSchema,
      ),
    ),
  );
  return pages
    .flatMap((page) => page.items)
    .slice(0, perPage)
    .map((repository) => toRepository(repository, null));
}

function sortOf(sort: string): { sort?: 'stars' | 'updated' | 'forks' } {
  if (sort === 'stars' || sort === 'updated' || sort === 'forks') return { sort };
  return sort === 'pushed' ? { sort: 'updated' } : {};
}

async function ownerNames(api: GitHubApi): Promise<string[]> {
  const [user, organizations] = await Promise.all([
    api.body(api.rest.users.getAuthenticated(), userSchema),
    api.body(api.rest.orgs.listForAuthenticatedUser({ per_page: 100 }), organizationsSchema),
  ]);
  return [user.login, ...organizations.map((organization) => organization.login)];
}

/** As few queries as their length allows: several owners in one query mean any of them. */
function ownQueries(text: string, owners: readonly string[]): string[] {
  const queries: string[] = [];
  let query = '';
  for (const owner of owners) {
    const longer = `${query === '' ? text : query} user:${owner}`;
    if (query !== '' && longer.length > MAX_QUERY_CHARACTERS) {
      queries.push(query);
      query = `${text} user:${owner}`;
    } else {
      query = longer;
    }
  }
  return [...queries, query].slice(0, MAX_QUERIES);
}
