import type { Branch } from '@capstan/protocol/api';
import * as z from 'zod';

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ value: z.array(item) });

/** What is read of the answers of the API of Azure DevOps, version 7.1. */
export const connectionSchema = z.object({
  authenticatedUser: z.object({
    id: z.string(),
    providerDisplayName: z.string().nullish(),
    customDisplayName: z.string().nullish(),
    properties: z.object({ Account: z.object({ $value: z.string() }).nullish() }).nullish(),
  }),
});

export const projectsSchema = listOf(z.object({ name: z.string() }));

export const repositorySchema = z.object({
  id: z.string(),
  name: z.string(),
  isDisabled: z.boolean().nullish(),
  /** A ref, such as `refs/heads/main`. */
  defaultBranch: z.string().nullish(),
  project: z.object({
    name: z.string(),
    visibility: z.string().nullish(),
    lastUpdateTime: z.string().nullish(),
  }),
});

export const repositoriesSchema = listOf(repositorySchema);

export const refsSchema = listOf(
  z.object({ name: z.string(), objectId: z.string(), isLocked: z.boolean().nullish() }),
);

export const itemsSchema = listOf(
  z.object({ path: z.string(), isFolder: z.boolean().nullish(), gitObjectType: z.string().nullish() }),
);

export const itemSchema = z.object({ content: z.string().nullish(), isFolder: z.boolean().nullish() });
export const createdPullRequestSchema = z.object({ pullRequestId: z.int() });
export const pullRequestSchema = z.object({ status: z.string() });

export const ownPullRequestsSchema = listOf(
  z.object({
    pullRequestId: z.int(),
    title: z.string(),
    mergeStatus: z.string().nullish(),
    repository: z.object({ name: z.string() }),
    /** Below zero: waits for the author, or rejected. */
    reviewers: z.array(z.object({ vote: z.int() })).nullish(),
  }),
);

export const workItemIdsSchema = z.object({ workItems: z.array(z.object({ id: z.int() })) });

export const workItemsSchema = listOf(
  z.object({
    id: z.int(),
    fields: z.object({ 'System.Title': z.string(), 'System.TeamProject': z.string() }),
  }),
);

const HEADS = 'refs/heads/';

export function branchName(ref: string): string {
  return ref.startsWith(HEADS) ? ref.slice(HEADS.length) : ref;
}

export function branchRef(name: string): string {
  return name.startsWith('refs/') ? name : `${HEADS}${name}`;
}

export function toBranch(ref: z.output<typeof refsSchema>['value'][number]): Branch {
  return {
    name: branchName(ref.name),
    commit_sha: ref.objectId,
    protected: ref.isLocked ?? false,
    last_push_date: null,
  };
}
