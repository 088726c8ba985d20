import type { components } from '@capstan/client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answerOf, api } from './api.ts';
import { KEYS } from './keys.ts';

/** A file of a repository with notes for agents. */
export type Skill = components['schemas']['Microagent'];
export type SkillContent = components['schemas']['MicroagentContent'];

/** The notes for agents that a repository has at its provider. */
export function useSkills(repository: string): UseQueryResult<Skill[]> {
  return useQuery({
    queryKey: KEYS.skills(repository),
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/user/repository/{repository_name}/microagents', {
          signal,
          params: { path: { repository_name: repository } },
        }),
      ),
  });
}

/** What one of them says. */
export function useSkillContent(repository: string, path: string): UseQueryResult<SkillContent> {
  return useQuery({
    queryKey: KEYS.skill(repository, path),
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/user/repository/{repository_name}/microagents/content', {
          signal,
          params: { path: { repository_name: repository }, query: { file_path: path } },
        }),
      ),
  });
}
