import type {
  Branch,
  BranchPage,
  GitProviderName,
  GitUser,
  Repository,
  SuggestedTask,
} from '@capstan/protocol/api';

export type { Branch, BranchPage, GitUser, Repository, SuggestedTask } from '@capstan/protocol/api';

export interface Page {
  /** From 1. */
  page: number;
  perPage: number;
}

export interface RepositoryQuery extends Page {
  /** `pushed`, `updated`, `created` or `full_name`; the newest first for anything else. */
  sort: string;
  installationId?: string;
}

export interface RepositorySearch {
  /** Part of a name, `owner/part` of a name, or the address of a repository on the web. */
  text: string;
  perPage: number;
  sort: string;
  order: 'asc' | 'desc';
}

export interface BranchSearch {
  text: string;
  perPage: number;
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

export interface CreatedPullRequest {
  url: string;
  number: number;
  /** What was asked for and could not be done although the pull request exists. */
  notice?: string;
}

/** A file of a repository, without a clone. */
export interface RepositoryFile {
  path: string;
  content: string;
}

/**
 * One account at one host of repositories. Every call is bounded in time. Rejects with
 * `git_provider_authentication` for a token that is not accepted, `git_provider_failed` for anything else,
 * `cancelled` when the signal ended it.
 */
export interface GitProvider {
  readonly name: GitProviderName;
  user(signal?: AbortSignal): Promise<GitUser>;
  /** Undefined where the provider has none. */
  installations?(signal?: AbortSignal): Promise<string[]>;
  repositories(query: RepositoryQuery, signal?: AbortSignal): Promise<Repository[]>;
  searchRepositories(query: RepositorySearch, signal?: AbortSignal): Promise<Repository[]>;
  /** Undefined if there is no such repository or the token may not see it. */
  repository(fullName: string, signal?: AbortSignal): Promise<Repository | undefined>;
  branches(fullName: string, page: Page, signal?: AbortSignal): Promise<BranchPage>;
  searchBranches(fullName: string, query: BranchSearch, signal?: AbortSignal): Promise<Branch[]>;
  suggestedTasks(signal?: AbortSignal): Promise<SuggestedTask[]>;
  /** Paths of the files of one folder; empty if there is no such folder. */
  listFiles(fullName: string, folder: string, signal?: AbortSignal): Promise<string[]>;
  readFile(fullName: string, path: string, signal?: AbortSignal): Promise<RepositoryFile | undefined>;
  /** Gives its URL and number. */
  createPullRequest(draft: PullRequestDraft, signal?: AbortSignal): Promise<CreatedPullRequest>;
  /** Whether a pull request is neither closed nor merged. */
  isPullRequestOpen(fullName: string, number: number, signal?: AbortSignal): Promise<boolean>;
  /** To clone from, with the token inside: never to be stored, shown or logged. */
  cloneUrl(fullName: string): string;
}
