import type { Repository } from '@capstan/protocol/api';
import { pagesUntil } from './connection/paging.ts';
import type { GitProvider } from './git-provider.ts';

const PER_PAGE = 100;
const MAX_PAGES = 10;

/** Every repository of an account, up to a thousand. There is no next page to point at. */
export async function allRepositories(
  provider: GitProvider,
  query: { sort: string; installationId?: string },
  signal: AbortSignal,
): Promise<Repository[]> {
  const all = await pagesUntil(MAX_PAGES, async (page) => {
    const items = await provider.repositories({ ...query, page, perPage: PER_PAGE }, signal);
    return { items, more: items[0]?.link_header?.includes('rel="next"') === true };
  });
  return all.map((repository) => ({ ...repository, link_header: null }));
}
