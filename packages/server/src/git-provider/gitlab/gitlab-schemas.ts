import type { Branch, GitUser, Repository } from '@capstan/protocol/api';
import * as z from 'zod';

/** What is read of the answers of the REST API of GitLab. */
export const userSchema = z.object({
  id: z.int(),
  username: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
  email: z.string().nullish(),
  organization: z.string().nullish(),
});

export const projectSchema = z.object({
  id: z.int(),
  path_with_namespace: z.string(),
  /** Absent for those who may see little of the project. */
  visibility: z.string().nullish(),
  star_count: z.int().nullish(),
  last_activity_at: z.string().nullish(),
  default_branch: z.string().nullish(),
  namespace: z.object({ kind: z.string() }).nullish(),
});

export const projectsSchema = z.array(projectSchema);

const branchSchema = z.object({
  name: z.string(),
  protected: z.boolean(),
  commit: z.object({ id: z.string(), committed_date: z.string().nullish() }),
});

export const branchesSchema = z.array(branchSchema);
export const treeSchema = z.array(z.object({ type: z.string(), path: z.string() }));
export const mergeRequestSchema = z.object({ iid: z.int(), web_url: z.string(), state: z.string() });

export const issuesSchema = z.array(
  z.object({ iid: z.int(), title: z.string(), references: z.object({ full: z.string() }) }),
);

export function toUser(user: z.output<typeof userSchema>): GitUser {
  return {
    id: String(user.id),
    login: user.username,
    avatar_url: user.avatar_url ?? '',
    company: user.organization ?? null,
    name: user.name ?? null,
    email: user.email ?? null,
  };
}

export function toRepository(project: z.output<typeof projectSchema>, linkHeader: string | null): Repository {
  return {
    id: String(project.id),
    full_name: project.path_with_namespace,
    git_provider: 'gitlab',
    is_public: project.visibility === 'public',
    stargazers_count: project.star_count ?? null,
    link_header: linkHeader,
    pushed_at: project.last_activity_at ?? null,
    owner_type: project.namespace?.kind === 'group' ? 'organization' : 'user',
    main_branch: project.default_branch ?? null,
  };
}

export function toBranch(branch: z.output<typeof branchSchema>): Branch {
  return {
    name: branch.name,
    commit_sha: branch.commit.id,
    protected: branch.protected,
    last_push_date: branch.commit.committed_date ?? null,
  };
}
