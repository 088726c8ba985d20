import type { Branch } from '@capstan/protocol/api';
import * as z from 'zod';
import type { GitHubApi } from './github-api.ts';

/** REST lists branches without a filter; GraphQL has one, and tells dates as well. */
const BRANCHES_WITH = `
  query($owner: String!, $name: String!, $text: String!, $first: Int!) {
    repository(owner: $owner, name: $name) {
      refs(refPrefix: "refs/heads/", query: $text, first: $first) {
        nodes {
          name
          target { oid ... on Commit { committedDate } }
          branchProtectionRule { id }
        }
      }
    }
  }`;

const foundSchema = z.object({
  repository: z
    .object({
      refs: z
        .object({
          nodes: z.array(
            z.object({
              name: z.string(),
              target: z.object({ oid: z.string(), committedDate: z.string().nullish() }),
              branchProtectionRule: z.object({}).nullish(),
            }),
          ),
        })
        .nullable(),
    })
    .nullable(),
});

export async function branchesWith(
  api: GitHubApi,
  variables: { owner: string; name: string; text: string; first: number },
): Promise<Branch[]> {
  const { repository } = await api.graphql(BRANCHES_WITH, variables, foundSchema);
  return (repository?.refs?.nodes ?? []).map(({ name, target, branchProtectionRule }) => ({
    name,
    commit_sha: target.oid,
    protected: branchProtectionRule !== null && branchProtectionRule !== undefined,
    last_push_date: target.committedDate ?? null,
  }));
}
