import type { Branch, BranchPage, GitUser, Repository, SuggestedTask } from '@capstan/protocol/api';
import type { ProviderAccount } from './connection/provider-account.ts';
import type {
  BranchSearch,
  CreatedPullRequest,
  Page,
  PullRequestDraft,
  RepositoryFile,
  RepositoryQuery,
  RepositorySearch,
} from './git-provider.ts';

/** A `GitProvider` for the time of one call: the signal that bounds the call is part of it. */
export interface ProviderAdapter {
  user(): Promise<GitUser>;
  installations?(): Promise<string[]>;
  repositories(query: RepositoryQuery): Promise<Repository[]>;
  /** `text` is never the address of a page. */
  searchRepositories(query: RepositorySearch): Promise<Repository[]>;
  repository(fullName: string): Promise<Repository | undefined>;
  branches(fullName: string, page: Page): Promise<BranchPage>;
  searchBranches(fullName: string, query: BranchSearch): Promise<Branch[]>;
  suggestedTasks(): Promise<SuggestedTask[]>;
  listFiles(fullName: string, folder: string): Promise<string[]>;
  readFile(fullName: string, path: string): Promise<RepositoryFile | undefined>;
  createPullRequest(draft: PullRequestDraft): Promise<CreatedPullRequest>;
  isPullRequestOpen(fullName: string, number: number): Promise<boolean>;
}

export type OpenAdapter = (account: ProviderAccount, signal: AbortSignal) => ProviderAdapter;
