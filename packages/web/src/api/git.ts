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
export type GitUser = components['schemas']['GitUser'];
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

/** Forgets the token of one of them, or of all when none is named. */
export function useDisconnectGitProvider(): UseMutationResult<unknown, Error, GitProviderName | null> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (provider) =>
      answerOf(
        api.POST('/api/unset-provider-tokens', {
          params: { query: provider === null ? {} : { provider } },
        }),
      ),
    onSettled: () => {
      queries.removeQueries({ queryKey: KEYS.git });
      return queries.invalidateQueries({ queryKey: KEYS.settings });
    },
  });
}

/** Who the person is at the first of the connected providers that knows them. */
export function useGitUser(enabled: boolean): UseQueryResult<GitUser> {
  return useQuery({
    queryKey: KEYS.gitUser,
    ...(enabled ? {} : { enabled }),
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => answerOf(api.GET('/api/user/info', { signal })),
  });
}
