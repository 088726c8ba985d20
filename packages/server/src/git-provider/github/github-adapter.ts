import { CapstanError } from '@capstan/protocol';
import type { Branch, BranchPage, GitUser, Repository, SuggestedTask } from '@capstan/protocol/api';
import { textOfContent } from '../base64-text.ts';
import { nameParts, pathSteps } from '../connection/api-path.ts';
import { hasNext } from '../connection/paging.ts';
import { unlessAbsent, unlessRefused } from '../connection/provider-refusal.ts';
import type {
  BranchSearch,
  CreatedPullRequest,
  Page,
  PullRequestDraft,
  RepositoryFile,
  RepositoryQuery,
  RepositorySearch,
} from '../git-provider.ts';
import type { OpenAdapter, ProviderAdapter } from '../provider-adapter.ts';
import { GitHubApi } from './github-api.ts';
import { branchesWith } from './github-branches.ts';
import { createPullRequest } from './github-pull-request.ts';
import * as schemas from './github-schemas.ts';
import { searchRepositories } from './github-search.ts';
import { gitHubTasks } from './github-tasks.ts';

export const openGitHub: OpenAdapter = (account, signal) => new GitHubAdapter(new GitHubApi(account, signal));

class GitHubAdapter implements ProviderAdapter {
  readonly #api: GitHubApi;

  constructor(api: GitHubApi) {
    this.#api = api;
  }

  async user(): Promise<GitUser> {
    return schemas.toUser(await this.#api.body(this.#api.rest.users.getAuthenticated(), schemas.userSchema));
  }

  /** Of GitHub Apps. A personal token has none, and GitHub refuses to list them. */
  async installations(): Promise<string[]> {
    const asked = this.#api.rest.apps.listInstallationsForAuthenticatedUser({ per_page: 100 });
    const answer = await unlessRefused(this.#api.body(asked, schemas.installationsSchema), [403]);
    return answer?.installations.map((installation) => String(installation.id)) ?? [];
  }

  async repositories(query: RepositoryQuery): Promise<Repository[]> {
    const { body, headers } = await this.#repositoryPage(query);
    const link = headers.get('link');
    return body.map((repository) => schemas.toRepository(repository, link));
  }

  async #repositoryPage(query: RepositoryQuery): Promise<{
    body: Parameters<typeof schemas.toRepository>[0][];
    headers: Headers;
  }> {
    const { page, perPage: per_page, sort, installationId } = query;
    const { rest } = this.#api;
    if (installationId === undefined) {
      const asked = rest.repos.listForAuthenticatedUser({ page, per_page, sort: sortOf(sort) });
      return await this.#api.answer(asked, schemas.repositoriesSchema);
    }
    const asked = rest.apps.listInstallationReposForAuthenticatedUser({
      installation_id: installationNumber(installationId),
      page,
      per_page,
    });
    const { body, headers } = await this.#api.answer(asked, schemas.installedRepositoriesSchema);
    return { body: body.repositories, headers };
  }

  async searchRepositories(search: RepositorySearch): Promise<Repository[]> {
    return await searchRepositories(this.#api, search);
  }

  async repository(fullName: string): Promise<Repository | undefined> {
    const asked = this.#api.body(this.#api.rest.repos.get(names(fullName)), schemas.repositorySchema);
    const found = await unlessRefused(asked, [403, 404]);
    return found && schemas.toRepository(found, null);
  }

  async branches(fullName: string, { page, perPage }: Page): Promise<BranchPage> {
    const asked = this.#api.rest.repos.listBranches({ ...names(fullName), page, per_page: perPage });
    const { body, headers } = await this.#api.answer(asked, schemas.branchesSchema);
    return {
      branches: body.map(schemas.toBranch),
      has_next_page: hasNext(headers),
      current_page: page,
      per_page: perPage,
      total_count: null,
    };
  }

  async searchBranches(fullName: string, { text, perPage }: BranchSearch): Promise<Branch[]> {
    const { owner, repo } = names(fullName);
    return await branchesWith(this.#api, { owner, name: repo, text, first: perPage });
  }

  async suggestedTasks(): Promise<SuggestedTask[]> {
    return await gitHubTasks(this.#api);
  }

  async listFiles(fullName: string, folder: string): Promise<string[]> {
    const content = await this.#content(fullName, folder);
    if (!Array.isArray(content)) return [];
    return content.filter((entry) => entry.type === 'file').map((entry) => entry.path);
  }

  async readFile(fullName: string, path: string): Promise<RepositoryFile | undefined> {
    const content = await this.#content(fullName, path);
    if (content === undefined || Array.isArray(content) || content.type !== 'file') return undefined;
    return { path, content: textOfContent('GitHub', path, content) };
  }

  async #content(
    fullName: string,
    path: string,
  ): Promise<ReturnType<typeof schemas.contentSchema.parse> | undefined> {
    const asked = this.#api.rest.repos.getContent({ ...names(fullName), path: pathSteps(path).join('/') });
    return await unlessAbsent(this.#api.body(asked, schemas.contentSchema));
  }

  async createPullRequest(draft: PullRequestDraft): Promise<CreatedPullRequest> {
    return await createPullRequest(this.#api, names(draft.repository), draft);
  }

  async isPullRequestOpen(fullName: string, number: number): Promise<boolean> {
    const asked = this.#api.rest.pulls.get({ ...names(fullName), pull_number: number });
    return (await this.#api.body(asked, schemas.pullRequestSchema)).state === 'open';
  }
}

function names(fullName: string): { owner: string; repo: string } {
  const [owner = '', repo = ''] = nameParts(fullName, 2);
  return { owner, repo };
}

function installationNumber(id: string): number {
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new CapstanError('request_invalid', 'The id of an installation on GitHub is a number.');
}

function sortOf(sort: string): 'created' | 'updated' | 'pushed' | 'full_name' {
  return sort === 'created' || sort === 'updated' || sort === 'full_name' ? sort : 'pushed';
}
