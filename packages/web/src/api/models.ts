import type { components } from '@capstan/client';
import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { KEYS } from './keys.ts';

/** What is left out of it is as it is stored. */
export type ModelTest = components['schemas']['ModelTest'];
export type ModelTestResult = components['schemas']['ModelTestResult'];
export type LocalModelServer = components['schemas']['LocalModelServers']['servers'][number];

/** Model servers that answer on the machine of the server. */
export function useLocalModels(): UseQueryResult<LocalModelServer[]> {
  return useQuery({
    queryKey: KEYS.localModels,
    staleTime: 30_000,
    queryFn: async ({ signal }) => (await answerOf(api.GET('/api/models/local', { signal }))).servers,
  });
}

/** Asks a model for a word. A model that does not answer is a result, not a failure. */
export function useTestModel(): UseMutationResult<ModelTestResult, Error, ModelTest> {
  return useMutation({
    mutationFn: (body) => answerOf(api.POST('/api/models/test', { body })),
  });
}
