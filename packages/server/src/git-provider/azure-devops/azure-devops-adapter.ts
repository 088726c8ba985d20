import type { Branch, BranchPage, GitUser, Repository, SuggestedTask } from '@capstan/protocol/api';
import type * as z from 'zod';
import { apiPath, pathSteps } from '../connection/api-path.ts';
import { nextLink, slicePage } from '../connection/paging.ts';
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
import { AzureDevOpsApi } from './azure-devops-api.ts';
import * as schemas from './azure-devops-schemas.ts';
import { azureDevOpsTasks } from './azure-devops-tasks.ts';

/** Of branches beyond this nothing is shown: they come as one list that has no pages by number. */
const MAX_BRANCHES = 1_000;

export const openAzureDevOps: OpenAdapter = (account, signal) =>
  new AzureDevOpsAdapter(new AzureDevOpsApi(account, signal));

class AzureDevOpsAdapter implements ProviderAdapter {
  readonly #api: AzureDevOpsApi;

  constructor(api: AzureDevOpsApi) {
    this.#api = api;
  }

  async user(): Promise<GitUser> {
    const { authenticatedUser } = await this.#api.get('/_apis/connectionData', schemas.connectionSchema, {
      'api-version': '7.1-preview.1',
    });
    const { id, customDisplayName, providerDisplayName, properties } = authenticatedUser;
    const name = customDisplayName ?? providerDisplayName ?? null;
    const account = properties?.Account?.$value;
    const email = account?.includes('@') === true ? account : null;
    return { id, login: account ?? name ?? '', avatar_url: '', company: null, name, email };
  }

  /** `organization/project` for each project. */
  async installations(): Promise<string[]> {
    const { value } = await this.#api.get('/_apis/projects', schemas.projectsSchema, { $top: 1_000 });
    return value.map(({ name }) => `${this.#api.organization}/${name}`);
  }

  async repositories({ page, perPage, sort, installationId }: RepositoryQuery): Promise<Repository[]> {
    const all = await this.#repositories(installationId?.split('/').at(-1));
    if (sort === 'full_name') all.sort((one, other) => one.name.localeCompare(other.name));
    const { items, more } = slicePage(all, { page, perPage });
    const link = more ? nextLink('/_apis/git/repositories', { page, perPage }) : null;
    return items.map((repository) => this.#toRepository(repository, link));
  }

  async searchRepositories({ text, perPage }: RepositorySearch): Promise<Repository[]> {
    const wanted = text.toLowerCase();
    const all = await this.#repositories();
    return all
      .map((repository) => this.#toRepository(repository, null))
      .filter(({ full_name }) => full_name.toLowerCase().includes(wanted))
      .slice(0, perPage);
  }

  /** All of them at once: there are no pages. */
  async #repositories(project?: string): Promise<z.output<typeof schemas.repositorySchema>[]> {
    const inside = project === undefined ? '' : apiPath`/${project}`;
    const { value } = await this.#api.get(`${inside}/_apis/git/repositories`, schemas.repositoriesSchema);
    return value.filter(({ isDisabled }) => isDisabled !== true);
  }

  async repository(fullName: string): Promise<Repository | undefined> {
    const path = this.#api.repositoryPath(fullName);
    if (path === undefined) return undefined;
    const found = await unlessRefused(this.#api.get(path, schemas.repositorySchema), [403, 404]);
    return found && this.#toRepository(found, null);
  }

  #toRepository(
    { id, name, project, defaultBranch }: z.output<typeof schemas.repositorySchema>,
    linkHeader: string | null,
  ): Repository {
    return {
      id,
      full_name: `${this.#api.organization}/${project.name}/${name}`,
      git_provider: 'azure_devops',
      is_public: project.visibility === 'public',
      stargazers_count: null,
      link_header: linkHeader,
      pushed_at: null,
      owner_type: 'organization',
      main_branch: typeof defaultBranch === 'string' ? schemas.branchName(defaultBranch) : null,
    };
  }

  async branches(fullName: string, { page, perPage }: Page): Promise<BranchPage> {
    const most = Math.min(page * perPage + 1, MAX_BRANCHES);
    const { items, more } = slicePage(await this.#refs(fullName, { $top: most }), { page, perPage });
    return {
      branches: items.map(schemas.toBranch),
      has_next_page: more,
      current_page: page,
      per_page: perPage,
      total_count: null,
    };
  }

  async searchBranches(fullName: string, { text, perPage }: BranchSearch): Promise<Branch[]> {
    const found = await this.#refs(fullName, { filterContains: text, $top: perPage });
    return found.map(schemas.toBranch);
  }

  async #refs(fullName: string, query: Record<string, string | number>) {
    const path = `${this.#api.ownRepositoryPath(fullName)}/refs`;
    return (await this.#api.get(path, schemas.refsSchema, { filter: 'heads/', ...query })).value;
  }

  async suggestedTasks(): Promise<SuggestedTask[]> {
    return await azureDevOpsTasks(this.#api);
  }

  async listFiles(fullName: string, folder: string): Promise<string[]> {
    const asked = this.#api.get(`${this.#api.ownRepositoryPath(fullName)}/items`, schemas.itemsSchema, {
      scopePath: `/${pathSteps(folder).join('/')}`,
      recursionLevel: 'OneLevel',
    });
    const found = await unlessAbsent(asked);
    return (found?.value ?? [])
      .filter(({ isFolder, gitObjectType }) => isFolder !== true && (gitObjectType ?? 'blob') === 'blob')
      .map(({ path }) => path.replace(/^\//, ''));
  }

  async readFile(fullName: string, path: string): Promise<RepositoryFile | undefined> {
    const asked = this.#api.get(`${this.#api.ownRepositoryPath(fullName)}/items`, schemas.itemSchema, {
      path: `/${pathSteps(path).join('/')}`,
      includeContent: true,
      $format: 'json',
    });
    const found = await unlessAbsent(asked);
    if (found === undefined || found.isFolder === true) return undefined;
    return { path, content: found.content ?? '' };
  }

  async createPullRequest(draft: PullRequestDraft): Promise<CreatedPullRequest> {
    const path = this.#api.ownRepositoryPath(draft.repository);
    const created = await this.#api.post(`${path}/pullrequests`, schemas.createdPullRequestSchema, {
      sourceRefName: schemas.branchRef(draft.sourceBranch),
      targetRefName: schemas.branchRef(draft.targetBranch),
      title: draft.title,
      description: draft.body ?? '',
      isDraft: draft.draft,
      labels: draft.labels.map((name) => ({ name })),
    });
    const page = path.replace('/_apis/git/repositories/', '/_git/');
    const number = created.pullRequestId;
    return { url: `${this.#api.web}${page}/pullrequest/${number}`, number };
  }

  async isPullRequestOpen(fullName: string, number: number): Promise<boolean> {
    const path = `${this.#api.ownRepositoryPath(fullName)}${apiPath`/pullrequests/${number}`}`;
    return (await this.#api.get(path, schemas.pullRequestSchema)).status === 'active';
  }
}
