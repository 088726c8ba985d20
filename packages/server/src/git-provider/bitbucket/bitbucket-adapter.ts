import type { Branch, BranchPage, GitUser, Repository, SuggestedTask } from '@capstan/protocol/api';
import { apiPath, nameParts, pathSteps } from '../connection/api-path.ts';
import { pagesUntil } from '../connection/paging.ts';
import type { ProviderApi } from '../connection/provider-api.ts';
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
import { openBitbucketApi } from './bitbucket-api.ts';
import { repositoriesOf, searchRepositories } from './bitbucket-repositories.ts';
import * as schemas from './bitbucket-schemas.ts';
import { bitbucketTasks } from './bitbucket-tasks.ts';

/** A folder with more entries is cut off after so many pages of 100. */
const MAX_SOURCE_PAGES = 5;

export const openBitbucket: OpenAdapter = (account, signal) =>
  new BitbucketAdapter(openBitbucketApi(account, signal));

class BitbucketAdapter implements ProviderAdapter {
  readonly #api: ProviderApi;

  constructor(api: ProviderApi) {
    this.#api = api;
  }

  async user(): Promise<GitUser> {
    return schemas.toUser(await this.#api.get('/user', schemas.userSchema));
  }

  /** Slugs of the workspaces. */
  async installations(): Promise<string[]> {
    const pages = await pagesUntil(10, async (page) => {
      const { values, next } = await this.#api.get('/user/workspaces', schemas.workspacesSchema, {
        page,
        pagelen: 100,
      });
      return { items: values, more: Boolean(next) };
    });
    return pages.map(({ workspace }) => workspace.slug);
  }

  async repositories(query: RepositoryQuery): Promise<Repository[]> {
    const workspaces =
      query.installationId === undefined ? await this.installations() : [query.installationId];
    return await repositoriesOf(this.#api, workspaces, query);
  }

  async searchRepositories(search: RepositorySearch): Promise<Repository[]> {
    return await searchRepositories(this.#api, () => this.installations(), search);
  }

  async repository(fullName: string): Promise<Repository | undefined> {
    const asked = this.#api.get(repositoryPath(fullName), schemas.repositorySchema);
    const found = await unlessRefused(asked, [403, 404]);
    return found && schemas.toRepository(found, null);
  }

  async branches(fullName: string, { page, perPage }: Page): Promise<BranchPage> {
    const { values, next, size } = await this.#branches(fullName, { page, pagelen: perPage });
    return {
      branches: values.map(schemas.toBranch),
      has_next_page: Boolean(next),
      current_page: page,
      per_page: perPage,
      total_count: size ?? null,
    };
  }

  async searchBranches(fullName: string, { text, perPage }: BranchSearch): Promise<Branch[]> {
    const q = `name ~ ${JSON.stringify(text)}`;
    const { values } = await this.#branches(fullName, { q, pagelen: perPage });
    return values.map(schemas.toBranch);
  }

  #branches(fullName: string, query: Record<string, string | number>) {
    const path = `${repositoryPath(fullName)}/refs/branches`;
    return this.#api.get(path, schemas.branchesSchema, { sort: '-target.date', ...query });
  }

  async suggestedTasks(): Promise<SuggestedTask[]> {
    return await bitbucketTasks(this.#api, () => this.installations());
  }

  async listFiles(fullName: string, folder: string): Promise<string[]> {
    const head = await this.#head(fullName);
    if (head === undefined) return [];
    const steps = pathSteps(folder);
    const path = `${repositoryPath(fullName)}${apiPath`/src/${[head, ...steps]}/`}`;
    const entries = await unlessAbsent(
      pagesUntil(MAX_SOURCE_PAGES, async (page) => {
        const { values, next } = await this.#api.get(path, schemas.sourceSchema, { page, pagelen: 100 });
        return { items: values, more: Boolean(next) };
      }),
    );
    return (entries ?? []).filter((entry) => entry.type === 'commit_file').map((entry) => entry.path);
  }

  async readFile(fullName: string, path: string): Promise<RepositoryFile | undefined> {
    const head = await this.#head(fullName);
    if (head === undefined) return undefined;
    const asked = this.#api.text(`${repositoryPath(fullName)}${apiPath`/src/${[head, ...pathSteps(path)]}`}`);
    const content = await unlessAbsent(asked);
    return content === undefined ? undefined : { path, content };
  }

  /** Commit of the main branch: a name with a slash could not stand in the path of a file. */
  async #head(fullName: string): Promise<string | undefined> {
    const branch = (await this.repository(fullName))?.main_branch;
    if (branch === undefined || branch === null) return undefined;
    const path = `${repositoryPath(fullName)}${apiPath`/refs/branches/${branch.split('/')}`}`;
    return (await unlessAbsent(this.#api.get(path, schemas.branchSchema)))?.target.hash;
  }

  async createPullRequest(draft: PullRequestDraft): Promise<CreatedPullRequest> {
    const path = `${repositoryPath(draft.repository)}/pullrequests`;
    const { id, links } = await this.#api.post(path, schemas.pullRequestSchema, {
      title: draft.title,
      description: draft.body ?? '',
      source: { branch: { name: draft.sourceBranch } },
      destination: { branch: { name: draft.targetBranch } },
      draft: draft.draft,
    });
    const created = { url: links.html.href, number: id };
    return draft.labels.length === 0 ? created : { ...created, notice: 'Bitbucket has no labels.' };
  }

  async isPullRequestOpen(fullName: string, number: number): Promise<boolean> {
    const path = `${repositoryPath(fullName)}${apiPath`/pullrequests/${number}`}`;
    return (await this.#api.get(path, schemas.pullRequestSchema)).state === 'OPEN';
  }
}

function repositoryPath(fullName: string): string {
  return apiPath`/repositories/${nameParts(fullName, 2)}`;
}
