import type { Branch, GitUser, Repository } from '@capstan/protocol/api';
import * as z from 'zod';

/** What is read of the answers of the API of Forgejo; Gitea's is the same here. */
export const userSchema = z.object({
  id: z.int(),
  login: z.string(),
  full_name: z.string().nullish(),
  avatar_url: z.string().nullish(),
  email: z.string().nullish(),
});

export const repositorySchema = z.object({
  id: z.int(),
  full_name: z.string(),
  private: z.boolean(),
  stars_count: z.int().nullish(),
  updated_at: z.string().nullish(),
  default_branch: z.string().nullish(),
});

export const foundRepositoriesSchema = z.object({ data: z.array(repositorySchema) });

const branchSchema = z.object({
  name: z.string(),
  protected: z.boolean(),
  commit: z.object({ id: z.string(), timestamp: z.string().nullish() }),
});

export const branchesSchema = z.array(branchSchema);

/** A folder is a list; a file, a link or a submodule is one object. */
export const contentSchema = z.union([
  z.array(z.object({ type: z.string(), path: z.string() })),
  z.object({ type: z.string(), encoding: z.string().nullish(), content: z.string().nullish() }),
]);

export const labelsSchema = z.array(z.object({ id: z.int(), name: z.string() }));

export const pullRequestSchema = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.string(),
  mergeable: z.boolean().nullish(),
  head: z.object({ sha: z.string() }).nullish(),
});

export const issuesSchema = z.array(
  z.object({
    number: z.int(),
    title: z.string(),
    repository: z.object({ full_name: z.string() }),
  }),
);

export const statusSchema = z.object({ state: z.string() });
export const reviewsSchema = z.array(z.object({ state: z.string(), dismissed: z.boolean().nullish() }));

export function toUser(user: z.output<typeof userSchema>): GitUser {
  return {
    id: String(user.id),
    login: user.login,
    avatar_url: user.avatar_url ?? '',
    company: null,
    name: user.full_name || null,
    email: user.email || null,
  };
}

export function toRepository(
  repository: z.output<typeof repositorySchema>,
  linkHeader: string | null,
): Repository {
  return {
    id: String(repository.id),
    full_name: repository.full_name,
    git_provider: 'forgejo',
    is_public: !repository.private,
    stargazers_count: repository.stars_count ?? null,
    link_header: linkHeader,
    pushed_at: repository.updated_at ?? null,
    // Users and organizations are owners of one kind here.
    owner_type: null,
    main_branch: repository.default_branch ?? null,
  };
}

export function toBranch(branch: z.output<typeof branchSchema>): Branch {
  return {
    name: branch.name,
    commit_sha: branch.commit.id,
    protected: branch.protected,
    last_push_date: branch.commit.timestamp ?? null,
  };
}
