import type { components } from '@capstan/client';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { KEYS } from './keys.ts';

export type Repository = components['schemas']['Repository'];
export type Branch = components['schemas']['Branch'];
export type GitProviderName = components['schemas']['GitProviderName'];
export type GitProviderTokens = components['schemas']['GitProviderTokens'];

/** Repositories that the tokens reach: by name, or those that changed last. */
export function useRepositories(query: string, enabled = true): UseQueryResult<Repository[]> {
  return useQuery({
    queryKey: KEYS.repositories(query),
    enabled,
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      query === ''
        ? answerOf(
            api.GET('/api/user/repositories', {
              signal,
              params: { query: { sort: 'pushed', per_page: 30 } },
            }),
          )
        : answerOf(
            api.GET('/api/user/search/repositories', { signal, params: { query: { query, per_page: 20 } } }),
          ),
  });
}

/** Branches of a repository, by the beginning of their name. */
export function useBranches(repository: string | null, query = ''): UseQueryResult<Branch[]> {
  return useQuery({
    queryKey: KEYS.branches(repository ?? '', query),
    enabled: repository !== null,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const name = repository ?? '';
      if (query === '') {
        const page = await answerOf(
          api.GET('/api/user/repository/branches', {
            signal,
            params: { query: { repository: name, per_page: 30 } },
          }),
        );
        return page.branches;
      }
      return answerOf(
        api.GET('/api/user/search/branches', {
          signal,
          params: { query: { repository: name, query, per_page: 30 } },
        }),
      );
    },
  });
}

/** Stores tokens of git providers; those that are not named keep theirs. */
export function useConnectGitProviders(): UseMutationResult<unknown, Error, GitProviderTokens> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body) => answerOf(api.POST('/api/add-git-providers', { body })),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: KEYS.settings }),
        queries.invalidateQueries({ queryKey: KEYS.git }),
      ]),
  });
}

/** Forgets the tokens of all of them. */
export function useDisconnectGitProviders(): UseMutationResult<unknown, Error, void> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.POST('/api/unset-provider-tokens')),
    onSettled: () => {
      queries.removeQueries({ queryKey: KEYS.git });
      return queries.invalidateQueries({ queryKey: KEYS.settings });
    },
  });
}
