import type { GitProviderName } from '../settings/secrets.ts';

/** Wire shapes of `/api/user/*`, see there. */
export interface Repository {
  id: string;
  full_name: string;
  git_provider: GitProviderName;
  is_public: boolean;
  stargazers_count: number | null;
  /** `Link` header of the page it stands on; clients look for `rel="next"` in that of the first repository. */
  link_header: string | null;
  pushed_at: string | null;
  owner_type: 'user' | 'organization' | null;
  main_branch: string | null;
}

export interface Branch {
  name: string;
  commit_sha: string;
  protected: boolean;
  last_push_date: string | null;
}

export interface BranchPage {
  branches: Branch[];
  has_next_page: boolean;
  current_page: number;
  per_page: number;
  total_count: number | null;
}

export interface GitUser {
  id: string;
  login: string;
  avatar_url: string;
  company: string | null;
  name: string | null;
  email: string | null;
}

export type SuggestedTaskType =
  | 'MERGE_CONFLICTS'
  | 'FAILING_CHECKS'
  | 'UNRESOLVED_COMMENTS'
  | 'OPEN_ISSUE'
  | 'OPEN_PR'
  | 'CREATE_MICROAGENT';

export interface SuggestedTask {
  git_provider: GitProviderName;
  task_type: SuggestedTaskType;
  repo: string;
  issue_number: number;
  title: string;
}

export interface RepositoryQuery {
  sort: string;
  page: number;
  perPage: number;
  installationId?: string;
}

export interface PullRequestDraft {
  /** `owner/name`; a number or path where GitLab takes one. */
  repository: string;
  sourceBranch: string;
  targetBranch: string;
  title: string;
  body: string | null;
  draft: boolean;
  labels: readonly string[];
}

/** A file of a repository, without a clone. */
export interface RepositoryFile {
  path: string;
  content: string;
}

/**
 * One account at one host of repositories. Every call is bounded in time. Rejects with
 * `git_provider_authentication` for a token that is not accepted, `git_provider_failed` for anything else.
 */
export interface GitProvider {
  readonly name: GitProviderName;
  user(signal?: AbortSignal): Promise<GitUser>;
  /** Undefined where the provider has none. */
  installations?(signal?: AbortSignal): Promise<string[]>;
  repositories(query: RepositoryQuery, signal?: AbortSignal): Promise<Repository[]>;
  searchRepositories(
    query: { text: string; perPage: number; sort: string; order: 'asc' | 'desc' },
    signal?: AbortSignal,
  ): Promise<Repository[]>;
  /** Undefined if there is no such repository or the token may not see it. */
  repository(fullName: string, signal?: AbortSignal): Promise<Repository | undefined>;
  branches(
    fullName: string,
    page: { page: number; perPage: number },
    signal?: AbortSignal,
  ): Promise<BranchPage>;
  searchBranches(
    fullName: string,
    query: { text: string; perPage: number },
    signal?: AbortSignal,
  ): Promise<Branch[]>;
  suggestedTasks(signal?: AbortSignal): Promise<SuggestedTask[]>;
  /** Files of one folder; empty if there is no such folder. */
  listFiles(fullName: string, folder: string, signal?: AbortSignal): Promise<string[]>;
  readFile(fullName: string, path: string, signal?: AbortSignal): Promise<RepositoryFile | undefined>;
  /** Gives its URL and number. */
  createPullRequest(draft: PullRequestDraft, signal?: AbortSignal): Promise<{ url: string; number: number }>;
  /** Whether a pull request is neither closed nor merged. */
  isPullRequestOpen(fullName: string, number: number, signal?: AbortSignal): Promise<boolean>;
  /** To clone from, with the token inside: never to be stored, shown or logged. */
  cloneUrl(fullName: string): string;
}
