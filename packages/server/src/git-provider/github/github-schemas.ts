import type { Branch, GitUser, Repository } from '@capstan/protocol/api';
import * as z from 'zod';

/** What is read of the answers of the REST API of GitHub. */
export const userSchema = z.object({
  id: z.int(),
  login: z.string(),
  avatar_url: z.string(),
  company: z.string().nullish(),
  name: z.string().nullish(),
  email: z.string().nullish(),
});

export const repositorySchema = z.object({
  id: z.int(),
  full_name: z.string(),
  private: z.boolean(),
  stargazers_count: z.int().nullish(),
  pushed_at: z.string().nullish(),
  default_branch: z.string().nullish(),
  owner: z.object({ type: z.string().nullish() }).nullish(),
});

export const repositoriesSchema = z.array(repositorySchema);
export const foundRepositoriesSchema = z.object({ items: repositoriesSchema });
export const installedRepositoriesSchema = z.object({ repositories: repositoriesSchema });
export const installationsSchema = z.object({ installations: z.array(z.object({ id: z.int() })) });
export const organizationsSchema = z.array(z.object({ login: z.string() }));

export const branchesSchema = z.array(
  z.object({ name: z.string(), commit: z.object({ sha: z.string() }), protected: z.boolean() }),
);

/** A folder is a list; a file, a link or a submodule is one object. */
export const contentSchema = z.union([
  z.array(z.object({ type: z.string(), path: z.string() })),
  z.object({ type: z.string(), encoding: z.string().nullish(), content: z.string().nullish() }),
]);

export const pullRequestSchema = z.object({ number: z.int(), html_url: z.string(), state: z.string() });

export const assignedIssuesSchema = z.array(
  z.object({
    number: z.int(),
    title: z.string(),
    repository: z.object({ full_name: z.string() }),
    /** Present when the issue is a pull request. */
    pull_request: z.unknown().optional(),
  }),
);

export function toUser(user: z.output<typeof userSchema>): GitUser {
  const { id, login, avatar_url, company = null, name = null, email = null } = user;
  return { id: String(id), login, avatar_url, company, name, email };
}

export function toRepository(
  repository: z.output<typeof repositorySchema>,
  linkHeader: string | null,
): Repository {
  return {
    id: String(repository.id),
    full_name: repository.full_name,
    git_provider: 'github',
    is_public: !repository.private,
    stargazers_count: repository.stargazers_count ?? null,
    link_header: linkHeader,
    pushed_at: repository.pushed_at ?? null,
    owner_type: repository.owner?.type === 'Organization' ? 'organization' : 'user',
    main_branch: repository.default_branch ?? null,
  };
}

export function toBranch(branch: z.output<typeof branchesSchema>[number]): Branch {
  return {
    name: branch.name,
    commit_sha: branch.commit.sha,
    protected: branch.protected,
    last_push_date: null,
  };
}
