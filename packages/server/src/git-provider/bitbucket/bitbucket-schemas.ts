import type { Branch, GitUser, Repository } from '@capstan/protocol/api';
import * as z from 'zod';

/** What is read of the answers of the API of Bitbucket Cloud. */
export const userSchema = z.object({
  uuid: z.string(),
  account_id: z.string().nullish(),
  username: z.string().nullish(),
  nickname: z.string().nullish(),
  display_name: z.string().nullish(),
  links: z.object({ avatar: z.object({ href: z.string() }).nullish() }).nullish(),
});

const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ values: z.array(item), next: z.string().nullish(), size: z.int().nullish() });

export const workspacesSchema = pageOf(z.object({ workspace: z.object({ slug: z.string() }) }));

export const repositorySchema = z.object({
  uuid: z.string(),
  /** `workspace/slug`. */
  full_name: z.string(),
  is_private: z.boolean(),
  updated_on: z.string().nullish(),
  mainbranch: z.object({ name: z.string() }).nullish(),
});

export const repositoriesSchema = pageOf(repositorySchema);

export const branchSchema = z.object({
  name: z.string(),
  target: z.object({ hash: z.string(), date: z.string().nullish() }),
});

export const branchesSchema = pageOf(branchSchema);
export const sourceSchema = pageOf(z.object({ type: z.string(), path: z.string() }));

export const pullRequestSchema = z.object({
  id: z.int(),
  state: z.string(),
  links: z.object({ html: z.object({ href: z.string() }) }),
});

export const ownPullRequestsSchema = pageOf(
  z.object({
    id: z.int(),
    title: z.string(),
    /** Tasks that reviewers have left and nobody has resolved. */
    task_count: z.int().nullish(),
    destination: z.object({ repository: z.object({ full_name: z.string() }) }),
  }),
);

export function toUser(user: z.output<typeof userSchema>): GitUser {
  return {
    id: user.account_id ?? user.uuid,
    login: user.username ?? user.nickname ?? '',
    avatar_url: user.links?.avatar?.href ?? '',
    company: null,
    name: user.display_name ?? null,
    email: null,
  };
}

export function toRepository(
  repository: z.output<typeof repositorySchema>,
  linkHeader: string | null,
): Repository {
  return {
    id: repository.uuid,
    full_name: repository.full_name,
    git_provider: 'bitbucket',
    is_public: !repository.is_private,
    stargazers_count: null,
    link_header: linkHeader,
    pushed_at: repository.updated_on ?? null,
    // Everything belongs to a workspace.
    owner_type: 'organization',
    main_branch: repository.mainbranch?.name ?? null,
  };
}

export function toBranch({ name, target }: z.output<typeof branchSchema>): Branch {
  return { name, commit_sha: target.hash, protected: false, last_push_date: target.date ?? null };
}
