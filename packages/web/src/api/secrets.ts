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

export type SecretEntry = components['schemas']['SecretList']['custom_secrets'][number];
export type NewSecret = components['schemas']['NewSecret'];

/** Names and descriptions; values are never shown. */
export function useSecrets(): UseQueryResult<SecretEntry[]> {
  return useQuery({
    queryKey: KEYS.secrets,
    queryFn: async ({ signal }) => (await answerOf(api.GET('/api/secrets', { signal }))).custom_secrets,
  });
}

export function useCreateSecret(): UseMutationResult<unknown, Error, NewSecret> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body) => answerOf(api.POST('/api/secrets', { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.secrets }),
  });
}

/** `id` is the name so far. The value stays. */
export function useChangeSecret(): UseMutationResult<
  unknown,
  Error,
  { id: string } & components['schemas']['SecretChange']
> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }) =>
      answerOf(api.PUT('/api/secrets/{id}', { params: { path: { id } }, body })),
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.secrets }),
  });
}

export function useDeleteSecret(): UseMutationResult<unknown, Error, string> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id) => answerOf(api.DELETE('/api/secrets/{id}', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS.secrets }),
  });
}
